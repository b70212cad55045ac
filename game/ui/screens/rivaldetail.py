"""One rival in full, and the big actions that can be aimed at it."""

from __future__ import annotations

from collections.abc import Callable

from game.campaign.sheet import BigAction
from game.content.vocabulary import OTHER_BLOC_ACTIONS, OWN_BLOC_ACTIONS, SEAT_ACTIONS, Action, Release, Stance
from game.content.words import say
from game.ui.keys import ACTION_KEYS
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.screens.actions import ICONS
from game.ui.screens.expect import Expectations, differences
from game.ui.screens.numbers import chips, fixed, log_flop, percent, signed
from game.ui.screens.slots import HEIGHT, barred, draw_slots, toggle
from game.ui.session import Session
from game.ui.theme import BODY, META, SECTION
from game.ui.tips import Tip, TipRow
from game.ui.widgets import Ui

_ROW = 24.0


def draw_rival(ui: Ui, session: Session, office: Office, panel: Box, id_: str, expectations: Expectations) -> None:
    """The panel on the right."""
    ui.box(panel, "panel", "line", 10)
    ui.note_area("rival", panel)
    inside = panel.inset(16)
    ui.seat_token(office.style(id_), inside.x + 20, inside.y + 20, 20)
    ui.text(office.name(id_), inside.x + 52, inside.y + 10, SECTION, "text", "SemiBold")
    ui.text(_standing(office, id_), inside.x + 52, inside.y + 32, BODY, "dim", width=inside.w - 60)
    character = office.book.scenario.seats[id_].character.strip()
    y = inside.y + 52
    lines = 3 if inside.h < 560 else 4
    y += ui.paragraph(character, inside.x, y, inside.w, BODY, "soft", lines=lines) + 8
    ui.rule(inside.x, y, inside.w)
    y = _draw_figures(ui, office, id_, Box(inside.x, y + 8, inside.w, 0))
    ui.rule(inside.x, y, inside.w)
    draw_slots(ui, session, office, Box(inside.x, y + 12, inside.w, HEIGHT))
    y += 12 + HEIGHT + 10
    _draw_actions(ui, session, office, id_, Box(inside.x, y, inside.w, inside.bottom - y), expectations)


def _standing(office: Office, id_: str) -> str:
    """Bloc, whether it is a state, and how far it is ahead of or behind the own best model."""
    view, index = office.view, office.setup.seats.index(id_)
    bloc = office.names.of("bloc", office.setup.blocs[int(office.setup.bloc[index])])
    kind = say("ui.rivals.state" if office.setup.is_state[index, 0] else "ui.rivals.lab")
    lead = float(view.estimate[0, index, 0] - view.capability[0, 0])
    key = "ahead" if lead > 0.05 else "behind" if lead < -0.05 else "level"
    return f"{kind} · {bloc} · {say(f'ui.rivals.{key}', lead=fixed(abs(lead), 1))}"


def _draw_figures(ui: Ui, office: Office, id_: str, box: Box) -> float:
    """Two columns: what it has, and what the world thinks of it. Returns where they end."""
    view, index = office.view, office.setup.seats.index(id_)
    stage = Release(int(view.rival_stage[index, 0]))
    served = float(view.rival_served[index, 0])
    has = (
        ("best", _plus_minus(office, index), None),
        ("serves", say("ui.rivals.serves_stage", level=log_flop(served), stage=say(f"word.release.{stage.id}").lower())
         if served > 0 else say("ui.rivals.nothing"), None),
        ("opened", log_flop(float(view.rival_opened[index, 0])), None),
        ("fleet", say("ui.rivals.about", amount=chips(float(view.compute_estimate[0, index, 0]))), None),
        ("stance", say(f"word.stance.{Stance(int(view.rival_stance[index, 0])).id}"), None),
    )  # fmt: skip
    trust, word = float(view.rival_trust[index, 0]), float(view.reputation[index, 0])
    account, state = float(view.rival_accountability[index, 0]), float(view.rival_government[index, 0])
    thinks = (
        ("trust", fixed(trust, 0), trust / 100),
        ("reputation", percent(word), word),
        ("accountability", percent(account), account),
        ("government", say(f"word.government.{round(state)}"), None),
        ("found", _thefts(office, index), None),
    )
    left, right = box.columns(2, 24)
    for column, rows in ((left, has), (right, thinks)):
        for place, (key, text, share) in enumerate(rows):
            _draw_figure(ui, office, id_, Box(column.x, box.y + place * _ROW, column.w, _ROW), key, text, share)
    return box.y + 5 * _ROW + 8


def _draw_figure(ui: Ui, office: Office, id_: str, row: Box, key: str, text: str, share: float | None) -> None:
    name, y = say(f"ui.rivals.{key}"), row.y + row.h / 2
    ui.tip_area(f"known/{key}", (row.x, row.y + 1, row.w, row.h - 2), _figure_tip(office, id_, key), name)
    used = ui.text(text, row.right, y, BODY, "text", "SemiBold", "right")
    ui.text(name, row.x, y, BODY, "soft", width=row.w - used - 8)
    width = min(110.0, row.w - 104 - 46)
    if share is not None and width > 24:
        ui.progress((row.right - 46 - width, y - 3, width, 6), share, "accent")


def _plus_minus(office: Office, index: int) -> str:
    view = office.view
    return f"{fixed(float(view.estimate[0, index, 0]), 1)} ± {fixed(float(view.estimate_sd[0, index, 0]), 1)}"


def _thefts(office: Office, index: int) -> str:
    """How often this seat was found stealing here."""
    count = sum(entry.key == "spy_found" and entry.other == index for entry in office.log)
    return str(count) if count else say("ui.rivals.none_found")


_SERIES = {"best": "estimate", "serves": "rival_served", "opened": "rival_opened", "trust": "rival_trust",
           "reputation": "reputation"}  # fmt: skip


def _figure_tip(office: Office, id_: str, key: str) -> Tip:
    """What it means, and how it changed where that is known."""
    text = say(f"ui.rivals.{key}_text")
    past = office.history.figures.get(f"{_SERIES.get(key)}.{id_}", ())
    if len(past) < 2:
        return Tip(title=say(f"ui.rivals.{key}"), text=text)
    factor, places = (100.0, 0) if key == "reputation" else (1.0, 0 if key == "trust" else 2)
    before, change = past[-2] * factor, (past[-1] - past[-2]) * factor
    unit = "%" if key == "reputation" else ""
    rows = (TipRow(say("ui.rivals.last_turn"), fixed(before, places) + unit if before > 0 else "–"),)
    total = TipRow(say("ui.rivals.change"), signed(change, places) + unit) if before > 0 else None
    return Tip(title=say(f"ui.rivals.{key}"), text=text, rows=rows, total=total)


# ---- big actions ----------------------------------------------------------------------------------------


def aimed_at(office: Office, id_: str) -> tuple[Action, ...]:
    """The big actions that a seat of the own kind has against this one."""
    index = office.setup.seats.index(id_)
    same = bool(office.setup.bloc[index] == office.setup.bloc[office.index])
    if not office.setup.is_state[office.index, 0]:
        return tuple(action for action in SEAT_ACTIONS if action < Action.SUBSIDISE)
    wrong = OTHER_BLOC_ACTIONS if same else OWN_BLOC_ACTIONS
    return tuple(action for action in SEAT_ACTIONS if action not in wrong)


def _draw_actions(ui: Ui, session: Session, office: Office, id_: str, box: Box, expectations: Expectations) -> None:
    kinds = aimed_at(office, id_)
    columns = 1 if len(kinds) <= 3 else 2
    down = (len(kinds) + columns - 1) // columns
    height = min(96.0, (box.h - 8 * (down - 1)) / down)
    width = (box.w - 8 * (columns - 1)) / columns
    for place, action in enumerate(kinds):
        x, y = box.x + place // down * (width + 8), box.y + place % down * (height + 8)
        _draw_action(ui, session, office, BigAction(kind=action.id, target=id_), Box(x, y, width, height), expectations)


def _draw_action(
    ui: Ui, session: Session, office: Office, given: BigAction, row: Box, expectations: Expectations
) -> None:
    """Name, what it does and what it risks; a click orders it, another takes it back."""
    chosen, reason = given in office.sheet.actions, barred(office, given)
    label = say(f"word.action.{given.kind}")
    key = ACTION_KEYS[given.action]
    tip = _action_tip(office, given, chosen, reason, expectations)
    if ui.row(f"do/{given.kind}", row, label, chosen, key, tip, not reason, "panel2", 8):
        toggle(session, office, given)
    ink, shade = ("dim", "dim") if reason else ("text", "soft")
    icon = ICONS[given.action]
    ui.icon(icon, row.x + 20, row.y + row.h / 2, 18, "accent" if chosen else "dim" if reason else "soft")
    edge = ui.keycap(key, row.right - 10, row.y + row.h / 2, "right")
    room = row.w - 40 - edge - 18
    values = _values(office)
    does, risk = say(f"ui.rivals.does_{given.kind}", **values), say(f"ui.rivals.risk_{given.kind}", **values)
    told = "dim" if reason else "warning"
    shown = [(line, shade) for line in ui.paragraph_lines(does, room, META)]
    shown += [(line, told) for line in ui.paragraph_lines(risk, room, META)]
    if 26 + 16 * len(shown) > row.h:  # no room for all: one line each, the whole in the tooltip
        short = say(f"ui.rivals.does_{given.kind}_short", **values), say(f"ui.rivals.risk_{given.kind}_short", **values)
        lines = [long if ui.measure(long, META) <= room else few for long, few in zip((does, risk), short, strict=True)]
        shown = [(lines[0], shade), (lines[1], told)][: max(1, int((row.h - 26) // 16))]
    y = row.y + (row.h - 18 - 16 * len(shown)) / 2 + 9
    ui.text(label, row.x + 40, y, BODY, ink, "SemiBold" if chosen else "Medium", width=room)
    for place, (line, colour) in enumerate(shown):
        ui.text(line, row.x + 40, y + 18 + 16 * place, META, colour, width=room)


def _values(office: Office) -> dict[str, object]:
    """The numbers that the texts of actions name."""
    p, conflict = office.beliefs.security, office.beliefs.conflict
    return {
        "share": percent(float(p.secret_share[0])),
        "trust": fixed(float(p.caught_trust[0]), 0),
        "tension": fixed(float(p.caught_tension[0]), 0),
        "months": fixed(12 * float(p.sabotage_loss[0]), 0),
        "chips": f"{10 * float(p.sabotage_loss[0]):.1f}%",
        "struck": percent(float(conflict.strike_loss[0])),
    }


_SURE = (Action.SUBSIDISE, Action.EXPORT_CONTROL, Action.PROTECT, Action.TAKE_OVER, Action.STRIKE)


def _action_tip(
    office: Office, given: BigAction, chosen: bool, reason: str, expectations: Expectations
) -> Callable[[], Tip]:
    """What it does and risks in full; for what does not hang on luck also what is expected of it."""

    def tip() -> Tip:
        values = _values(office)
        does, risk = say(f"ui.rivals.does_{given.kind}", **values), say(f"ui.rivals.risk_{given.kind}", **values)
        rows: tuple[TipRow, ...] = ()
        if given.action in _SURE and not reason:
            left = tuple(other for other in office.sheet.actions if other != given)
            without = expectations.of(office, actions=left)
            with_it = expectations.of(office, actions=(*left, given))
            rows = differences(without.after, with_it.after)
        note = reason or (say("ui.rivals.again") if chosen else "")
        return Tip(title=say(f"word.action.{given.kind}"), text=f"{does}\n{risk}", rows=rows, note=note)

    return tip
