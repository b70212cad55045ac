"""The strip of the tutorial under every screen of a turn, and the mark on the widget that its lesson is about."""

from __future__ import annotations

import math

from game.content.words import say
from game.ui import lessons
from game.ui.layout import Box
from game.ui.lessons import LESSONS, TURNS, Lesson, finished
from game.ui.pen import Pen
from game.ui.session import Session
from game.ui.theme import META, TITLE
from game.ui.widgets import Ui

STRIP = 54.0
"""Height in logical pixels; screens have that much less, so that the strip covers nothing."""
_PULSE = 1.6  # seconds


def draw_strip(ui: Ui, session: Session, lesson: Lesson) -> None:
    """Draw it under the screen, and act on it."""
    window = ui.window
    box = Box(0, window.h - STRIP, window.w, STRIP)
    ui.box((-8, box.y, box.w + 16, STRIP + 10), "tip", "line2", 0)
    ui.note_area("tutorial", box)
    done = finished(session.settings.lessons)
    _ring(ui, box.x + 34, box.centre[1], done)
    leave = Box(box.right - 12 - 112, box.y + 10, 112, 34)
    skip = Box(leave.x - 8 - 150, leave.y, 150, 34)
    x = box.x + 64
    count = say("ui.tutorial.count", turn=lesson.turn, turns=TURNS)
    wide = max(ui.measure(count, META, "Medium"), ui.measure(say("ui.tutorial.title"), META))
    ui.text(say("ui.tutorial.title"), x, box.y + 17, META, "dim")
    ui.text(count, x, box.y + 37, META, "soft", "Medium")
    ui.vertical_rule(x + wide + 14, box.y + 10, STRIP - 20, "line2")
    x += wide + 28
    task = say(lesson.text)
    at = x + (ui.keycap(lesson.key, x, box.y + 17, "left") + 10 if lesson.key else 0)
    ui.text(task, at, box.y + 17, TITLE, "text", "SemiBold", width=skip.x - 16 - at)
    why = say(f"ui.tutorial.{lesson.id}_why")
    ui.text(why, x, box.y + 37, META, "soft", width=skip.x - 16 - x)
    ui.tip_area("tutorial/task", (x, box.y + 6, skip.x - 16 - x, STRIP - 12), why, task)
    if ui.button("tutorial/skip", skip, say("ui.tutorial.skip"), "plain", "", "Shift+F9", size=META):
        session.ask(lambda: lessons.tick(session, lesson.id))
    if ui.button("tutorial/leave", leave, say("ui.tutorial.leave"), "plain", "", "F9", size=META):
        session.ask(lambda: lessons.leave(session))


def draw_mark(ui: Ui, lesson: Lesson) -> None:
    """A ring around what the lesson is about, where it is on the screen and nothing lies above it."""
    nodes = {node.id: node for node in ui.nodes if node.layer == ui.top_layer and node.visible}
    node = next((nodes[id_] for id_ in lesson.points_at if id_ in nodes), None)
    if node is None:
        return
    x, y, w, h = node.rect
    beat = 0.5 + 0.5 * math.sin(ui.now * 2 * math.pi / _PULSE) if ui.motion else 1.0
    sheer = f"{round(90 + 165 * beat):02x}"
    for far in (3, 4):  # a ring and no veil: what it points at stays as legible as it was
        ui.box((x - far, y - far, w + 2 * far, h + 2 * far), "#00000000", f"{ui.colour('warning')}{sheer}", 7 + far)


def _ring(ui: Ui, x: float, y: float, done: int) -> None:
    """How far the tutorial is, as a ring."""
    share = done / len(LESSONS)

    def paint(pen: Pen) -> None:
        pen.circle((19, 19), 18, "line2")
        pen.circle((19, 19), 15.5, "tip")
        if share > 0:
            pen.ring((19, 19), 16.75, 0, 360 * share, "good", 3)

    ui.picture(("tutorial", done), (x - 19, y - 19, 38, 38), paint)
    ui.text(str(done), x, y, META, "text", "SemiBold", "centre")
