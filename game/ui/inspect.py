"""What is wrong with a drawn screen: texts that overlap, run out, or cannot be read; doubled ids and keys.

Set `ui.inspecting = True`, draw at least one frame, and ask `problems(ui)`. Off, it costs nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from game.ui.frame import Frame
from game.ui.layout import Box
from game.ui.nodes import Node, TextMark
from game.ui.theme import META, SMALLEST_CONTRAST

_SLACK = 1.5  # logical pixels


def problems(ui: Frame) -> list[str]:
    """One line for each flaw of the last frame; empty if the screen is sound."""
    return [*_text_problems(ui), *_overlaps(ui), *_panel_problems(ui), *_node_problems(ui)]


def cut_labels(ui: Frame) -> list[str]:
    """One line for each button, tab or chip of the last frame whose label ends in an ellipsis.

    No flaw in a language of long words, but in the one that the screens are made for.
    """
    found = []
    short = [mark for mark in ui.texts if mark.text.endswith("…")]
    for node in (node for node in ui.nodes if node.role in ("button", "tab", "chip")):
        for mark in short:
            inside = mark.layer == node.layer and Box(*node.full).contains(*Box(*mark.whole).centre)
            if inside and mark.text != node.label and node.label.startswith(mark.text[:-1]):
                found.append(f"label cut: {node.id} says {mark.text!r} for {node.label!r}")
    return found


def _text_problems(ui: Frame) -> list[str]:
    found = []
    screen = ui.window
    for mark in ui.texts:
        whole = Box(*mark.whole)
        if mark.size < META:
            found.append(f"too small ({mark.size:g}): {mark.text!r}")
        if mark.contrast < SMALLEST_CONTRAST:
            found.append(f"contrast {mark.contrast:.1f}: {mark.text!r}")
        if not mark.scrolls and _outside(whole, screen):
            found.append(f"off screen: {mark.text!r} at {_place(whole)}")
        elif mark.rect[2] < whole.w - _SLACK:
            found.append(f"cut at the side: {mark.text!r} at {_place(whole)}")
    return found


def _overlaps(ui: Frame) -> list[str]:
    found = []
    layers: dict[str, list[TextMark]] = defaultdict(list)
    for mark in ui.texts:
        layers[mark.layer].append(mark)
    for marks in layers.values():
        marks.sort(key=lambda mark: mark.rect[1])
        for place, mark in enumerate(marks):
            first = Box(*mark.rect)
            for other in marks[place + 1 :]:
                if other.rect[1] > first.bottom:
                    break
                shared = first.clip(other.rect)
                if shared.w > _SLACK and shared.h > _SLACK:
                    found.append(f"overlap: {mark.text!r} with {other.text!r} by {shared.w:.0f}x{shared.h:.0f}")
            for icon in ui.marks:
                shared = first.clip(icon.rect)
                if icon.layer == mark.layer and shared.w > _SLACK and shared.h > _SLACK:
                    found.append(f"icon {icon.name} on {mark.text!r} by {shared.w:.0f}x{shared.h:.0f}")
    return found


def _panel_problems(ui: Frame) -> list[str]:
    found = []
    for area in ui.areas:
        panel = Box(*area.rect)
        for mark in ui.texts:
            if mark.layer != area.layer:
                continue
            text = Box(*mark.rect)
            shared = panel.clip(text)
            if shared.w <= _SLACK or shared.h <= _SLACK:
                continue
            if shared.w < text.w - _SLACK or shared.h < text.h - _SLACK:
                found.append(f"crosses the edge of {area.name!r}: {mark.text!r} at {_place(text)}")
    return found


def _node_problems(ui: Frame) -> list[str]:
    found = [f"id used twice: {name}" for name, count in Counter(n.id for n in ui.nodes).items() if count > 1]
    keys: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in ui.nodes:
        if node.hotkey and node.enabled:
            keys[node.layer, node.hotkey.lower()].append(node)
        # A slider's grip may reach a little over the edge.
        if not node.scrolls and _outside(Box(*node.full).inset(min(8, node.full[2] / 2), 0), ui.window):
            found.append(f"widget off screen: {node.id} at {_place(Box(*node.full))}")
        if node.focusable and not node.label:
            found.append(f"widget without a label: {node.id} ({node.role})")
    for (_, key), nodes in keys.items():
        if len(nodes) > 1:
            found.append(f"key {key} used by {', '.join(node.id for node in nodes)}")
    return found


def _outside(box: Box, screen: Box) -> bool:
    return box.x < -_SLACK or box.y < -_SLACK or box.right > screen.w + _SLACK or box.bottom > screen.h + _SLACK


def _place(box: Box) -> str:
    return f"{box.x:.0f},{box.y:.0f} {box.w:.0f}x{box.h:.0f}"
