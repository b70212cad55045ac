"""What a seat does with its newest model, and what it says: release, publication, and the pitch to its people."""

from __future__ import annotations

from collections.abc import Callable

from game.content.vocabulary import Pitch, Release, Stance
from game.content.words import say
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.expect import Expectations, differences
from game.ui.screens.modelscale import model_name
from game.ui.screens.numbers import log_flop
from game.ui.screens.release import choose_release
from game.ui.screens.trainplan import TrainPlan
from game.ui.session import Session
from game.ui.theme import BODY, META, TITLE, Weight
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_RELEASE_ICONS = {
    Release.HOLD: "lock",
    Release.STAGED: "user-plus",
    Release.GENERAL: "globe",
    Release.WEIGHTS: "share-2",
}
_STANCE_ICONS = {Stance.SECRET: "eye-off", Stance.SELECTIVE: "eye", Stance.OPEN: "book-open"}
_PITCH_ICONS = {
    Pitch.CONTROL: "crown",
    Pitch.SCIENCE: "flask-conical",
    Pitch.NATION: "flag",
    Pitch.MONEY: "coins",
    Pitch.SAFETY: "shield-check",
}
STANCE_KEYS = "QWE"
PITCH_KEYS = "ASDFG"


def draw_release(ui: Ui, session: Session, office: Office, panel: Box, plan: TrainPlan) -> None:
    """Four choices of equal weight; what cannot be ordered says why."""
    coming = plan.turns == 1 and plan.gain > 0.005
    name = model_name(office, int(office.view.generation[0, 0]) + (1 if coming else 0))
    waits = any(pending.kind == "release" for pending in office.pending)
    right = say("ui.models.undecided") if waits else ""
    inside = ui.panel(panel, say("ui.models.release", model=name), "rocket", right=right)
    level = plan.capability if coming else float(office.view.capability[0, 0])
    values = {
        "level": log_flop(level),
        "served": log_flop(float(office.view.served[0, 0])),
        "public": log_flop(float(office.view.public_weights[0])),
    }
    rows = Box(inside.x, inside.y - 2, inside.w, panel.bottom - inside.y - 8).rows(4, 6)
    for place, (release, row) in enumerate(zip(Release, rows, strict=True)):
        chosen = office.sheet.release == release.id
        refused = [] if release is Release.HOLD or chosen else office.would_refuse(release=release.id)
        reason = office.text(refused[0]) if refused else ""
        label = say(f"word.release.{release.id}")
        better = float(office.view.public_weights[0]) > level - 0.05
        text = say(
            f"ui.models.release_{release.id}{'_below' if release is Release.WEIGHTS and better else ''}", **values
        )
        if release is Release.HOLD and office.view.served[0, 0] <= 0:
            text = say("ui.models.release_hold_none")
        wanted, key = f"release/{release.id}", str(place + 1)
        tip = Tip(title=label, text=say(f"ui.release.{release.id}"), note=reason)
        if _choice(ui, wanted, row, _RELEASE_ICONS[release], label, (reason or text,), key, chosen, tip, bool(reason)):
            choose_release(ui, session, office, release.id)


def draw_conduct(ui: Ui, office: Office, panel: Box, expectations: Expectations) -> None:
    """Publication on the left, the pitch on the right."""
    ui.box(panel, "panel", "line", 10)
    ui.note_area("conduct", panel)
    left, right = panel.inset(16, 0).columns([round((panel.w - 48) * 0.47), 0], 16)
    head = 34.0
    stances = Box(left.x, left.y + head, left.w, panel.h - head - 12)
    ui.icon("newspaper", left.x + 8, panel.y + 18, 16, "accent")
    ui.text(say("ui.models.stance"), left.x + 24, panel.y + 18, TITLE, "text", "SemiBold", width=left.w - 24)
    height, tall = (stances.h - 4 * 4) / 5, (stances.h - 2 * 4) / 3
    for place, stance in enumerate(Stance):
        row = Box(stances.x, stances.y + place * (tall + 4), stances.w, tall)
        chosen = office.sheet.stance == stance.id
        tip = _expected_tip(office, expectations, "stance", stance.id, chosen)
        text = say(f"ui.models.stance_{stance.id}"), say(f"ui.models.stance_{stance.id}_short")
        label = say(f"word.stance.{stance.id}")
        if _choice(ui, f"stance/{stance.id}", row, _STANCE_ICONS[stance], label, text, STANCE_KEYS[place], chosen, tip):
            office.edit(stance=stance.id)
    ui.icon("users", right.x + 8, panel.y + 18, 16, "accent")
    title = say("ui.models.pitch")
    used = ui.text(title, right.x + 24, panel.y + 18, TITLE, "text", "SemiBold", width=right.w - 24)
    if _broken(office):
        room = right.w - used - 36
        ui.text(
            say("ui.models.pitch_broken"), right.right, panel.y + 18, META, "warning", "Medium", "right", width=room
        )
    for place, pitch in enumerate(Pitch):
        row = Box(right.x, stances.y + place * (height + 4), right.w, height)
        chosen = office.sheet.pitch == pitch.id
        tip = _expected_tip(office, expectations, "pitch", pitch.id, chosen)
        text = say(f"ui.models.pitch_{pitch.id}"), say(f"ui.models.pitch_{pitch.id}_short")
        label = say(f"word.pitch.{pitch.id}")
        if _choice(ui, f"pitch/{pitch.id}", row, _PITCH_ICONS[pitch], label, text, PITCH_KEYS[place], chosen, tip):
            office.edit(pitch=pitch.id)


def _broken(office: Office) -> bool:
    """Whether the orders as they stand do not fit the pitch."""
    terms = office.preview.ledger.of("morale", office.index)
    return any(term.cause == "broken pitch" and term.amount < 0 for term in terms)


def _expected_tip(
    office: Office, expectations: Expectations, field: str, value: str, chosen: bool
) -> Callable[[], Tip]:
    """What another choice would change, made when somebody asks."""
    name = say(f"word.{field}.{value}")
    text = say(f"ui.models.{field}_{value}_text")

    def tip() -> Tip:
        if chosen:
            return Tip(title=name, text=text, note=say("ui.models.chosen"))
        then = expectations.of(office, **{field: value})
        rows: tuple[TipRow, ...] = differences(office.preview.after, then.after)
        note = say("ui.models.against") if rows else say("ui.models.no_difference")
        return Tip(title=name, text=text, rows=rows, note=note)

    return tip


def _choice(
    ui: Ui,
    wanted: str,
    row: Box,
    icon: str,
    label: str,
    texts: tuple[str, ...],
    key: str,
    chosen: bool,
    tip: Tip | Callable[[], Tip],
    barred: bool = False,
) -> bool:
    """One of several: icon, name, one line of consequence, key. Barred ones say why in their line.

    Of several `texts`, the longest first, the one is shown for which there is room.
    """
    clicked = ui.row(wanted, row, label, chosen, key, tip, not barred, "panel2", 8)
    middle = row.y + row.h / 2
    ink, shade = ("dim", "warning") if barred else ("text", "dim")
    ui.icon("lock" if barred else icon, row.x + 20, middle, 18, "accent" if chosen else "dim" if barred else "soft")
    edge = ui.keycap(key, row.right - 10, middle, "right")
    room = row.w - 40 - edge - 18
    weight: Weight = "SemiBold" if chosen else "Medium"
    text = next((one for one in texts if ui.measure(one, META) <= room), texts[-1])
    if row.h >= 52 and ui.measure(texts[0], META) > room:
        ui.text(label, row.x + 40, middle - 16, BODY, ink, weight, width=room)
        ui.paragraph(texts[0], row.x + 40, middle - 8, room, META, shade, line=1.3, lines=2)
    else:
        ui.text(label, row.x + 40, middle - 8, BODY, ink, weight, width=room)
        ui.text(text, row.x + 40, middle + 8, META, shade, width=room)
    return clicked
