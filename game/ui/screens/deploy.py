"""Hold, deploy, or offer joint deployment of Tier Six: the evidence, the rivals, three choices of equal weight."""

from __future__ import annotations

from game.content.vocabulary import Clause, Deployment
from game.content.words import say
from game.ui.backdrop import limb
from game.ui.layout import Box
from game.ui.office import Office
from game.ui.pen import Pen
from game.ui.screens.ceilings import Row, draw_ceilings
from game.ui.screens.evidence import Evidence, weigh
from game.ui.screens.menu import draw_menu
from game.ui.screens.numbers import date, fixed, percent, signed
from game.ui.session import Session
from game.ui.theme import BODY, META, SECTION, TITLE
from game.ui.widgets import Ui

_ICONS = {Deployment.HOLD: "hand", Deployment.DEPLOY: "rocket", Deployment.JOINT: "handshake"}
_WORLDS = 20


class Deploy:
    """Weighs the evidence once."""

    def __init__(self) -> None:
        self._evidence: Evidence | None = None

    def draw(self, ui: Ui, session: Session) -> None:
        office = session.seated
        if self._evidence is None:
            self._evidence = weigh(office)
        limb(ui)
        margin = 32.0 if ui.screen.w >= 1180 else 16.0
        room = ui.screen.inset(margin, 0)
        roomy = ui.screen.h >= 700
        y = _head(ui, office, room, 24.0 if roomy else 10.0)
        foot = 34.0
        cards = 246.0 if roomy else 218.0
        middle = Box(room.x, y, room.w, ui.screen.h - y - cards - foot - 12)
        left, centre, right = middle.columns([round(room.w * 0.4), round(room.w * 0.245), 0], 16)
        _draw_evidence(ui, office, left, self._evidence)
        _draw_odds(ui, office, centre, self._evidence)
        _draw_rivals(ui, office, right)
        row = Box(room.x, middle.bottom + 12, room.w, cards)
        for choice, card in zip(Deployment, row.columns(3, 16), strict=True):
            self._choice(ui, session, office, choice, card, self._evidence)
        note = say("ui.deploy.note", worldview=office.worldview)
        ui.icon("info", room.x + 7, ui.screen.h - 20, 14)
        ui.text(note, room.x + 22, ui.screen.h - 20, META, "dim", width=room.w - 180)
        later = (room.right - 140, ui.screen.h - 33, 140, 28)
        if ui.button("later", later, say("ui.deploy.later"), "quiet", hotkey="Esc", size=META):
            session.ask(lambda: session.back("main"))
        draw_menu(ui, session, escape=False)

    def _choice(
        self, ui: Ui, session: Session, office: Office, choice: Deployment, card: Box, evidence: Evidence
    ) -> None:
        chosen = office.sheet.deployment == choice.id
        ui.box(card, "selected" if chosen else "panel2", "accent2" if chosen else "line2", 10)
        ui.note_area(choice.id, card)
        ui.box((card.x + 16, card.y + 14, 40, 40), "#1f2f46", "line2", 10)
        ui.icon(_ICONS[choice], card.x + 36, card.y + 34, 20, "#cfe0ff")
        width = card.w - 86
        name = say(f"word.deployment.{choice.id}")
        ui.text(name, card.x + 70, card.y + 25, SECTION, "#f2f6fc", "SemiBold", width=width)
        ui.text(say(f"ui.deploy.{choice.id}"), card.x + 70, card.y + 47, BODY, "soft", width=width)
        y = card.y + 68
        room = card.bottom - 60 - y
        lines = _consequences(office, choice, evidence)
        pitch = min(30.0, room / len(lines))
        for icon, text in lines:
            rows = ui.paragraph_lines(text, card.w - 60, BODY)
            ui.icon(icon, card.x + 24, y + pitch / 2, 15)
            ui.text(text, card.x + 42, y + pitch / 2, BODY, "text", width=card.w - 58)
            if len(rows) > 1:
                ui.tip_area(f"{choice.id}/{icon}", (card.x + 16, y, card.w - 32, pitch), text, text)
            y += pitch
        refused = [] if chosen else office.would_refuse(deployment=choice.id)
        reason = office.text(refused[0]) if refused else ""
        label = say("ui.deploy.chosen") if chosen else say(f"ui.deploy.{choice.id}_order")
        button = Box(card.x + 16, card.bottom - 52, card.w - 32, 38)
        if ui.button(
            f"deploy/{choice.id}", button, label, hotkey=str(int(choice) + 1), enabled=not reason, reason=reason
        ):  # fmt: skip
            session.tell_refused(office, office.edit(deployment=choice.id))
            session.sound.play("confirm")
            session.ask(lambda: session.go("main"))


def _head(ui: Ui, office: Office, room: Box, top: float) -> float:
    """Who decides, and about what. Returns where the panels begin."""
    name = office.name(office.seat)
    y = top + 14
    ui.seat_token(office.style(office.seat), room.x + 13, y, 13)
    used = ui.text(say("ui.deploy.who", seat=name), room.x + 36, y, TITLE, "text", "SemiBold")
    year = date(office.view.year, office.setup.turn_years)
    when = say("ui.turn_of", turn=office.turn + 1, turns=office.setup.turns, date=year)
    used += ui.text(when, room.x + 48 + used, y, BODY, "dim")
    ui.chip_label(say("ui.deploy.worldview", worldview=office.worldview), room.x + 64 + used, y, "telescope")
    ui.text(say("ui.deploy.title"), room.x, y + 40, 30, "#f2f6fc", "SemiBold", width=room.w)
    ui.text(say("ui.deploy.text", model=_model(office)), room.x, y + 72, TITLE, "soft", width=room.w)
    return y + 92


def _model(office: Office) -> str:
    return f"{office.name(office.seat)}-{int(office.view.generation[0, 0])}"


def _draw_evidence(ui: Ui, office: Office, panel: Box, evidence: Evidence) -> None:
    inside = ui.panel(panel, say("ui.deploy.evidence"), "microscope", right=say("ui.ceilings.unit"))
    rows = (
        Row(say("ui.ceilings.paper"), say("ui.ceilings.paper_note"), evidence.paper),
        Row(say("ui.ceilings.tests"), say("ui.ceilings.tests_note"), evidence.tests),
        Row(say("ui.ceilings.together"), "", evidence.together, main=True),
    )
    chart = Box(inside.x, inside.y - 6, inside.w, panel.bottom - inside.y - 28)
    draw_ceilings(ui, chart, rows, evidence.capability, _model(office))
    band = evidence.together
    margin = band.middle - evidence.capability
    lead = say("ui.deploy.margin", margin=signed(margin, 2), spread=fixed((band.high - band.low) / 2, 2))
    used = ui.text(lead, inside.x, panel.bottom - 18, BODY, "#f2f6fc", "SemiBold")
    verdict = "surely" if evidence.safe > 0.95 else "likely" if evidence.safe > 0.5 else "unlikely"
    text = say(f"ui.deploy.{verdict}")
    ui.text(text, inside.x + used + 6, panel.bottom - 18, BODY, "soft", width=inside.w - used - 6)


def _draw_odds(ui: Ui, office: Office, panel: Box, evidence: Evidence) -> None:
    """The chance as a number and as worlds that can be counted."""
    inside = ui.panel(panel, say("ui.deploy.odds"), "scale")
    big = ui.text(percent(evidence.safe), inside.x, inside.y + 24, 40, "#f2f6fc", "SemiBold")
    ui.text(say("ui.deploy.stays"), inside.x + big + 10, inside.y + 16, TITLE, "text", "Medium")
    under = say("ui.under", worldview=office.worldview)
    ui.text(under, inside.x + big + 10, inside.y + 35, META, "dim", width=inside.w - big - 10)
    good = round(evidence.safe * _WORLDS)
    step = inside.w / 10
    y = inside.y + 60

    def paint(pen: Pen) -> None:
        for i in range(_WORLDS):
            x, top = step * (i % 10 + 0.5), 12 + 26 * (i // 10)
            if i < good:
                pen.circle((x, top), 8, "good")
                pen.path(((x - 3.6, top + 0.4), (x - 1, top + 3), (x + 3.8, top - 2.8)), "ink", 2)
            else:
                pen.circle((x, top), 8, "bad")
                pen.circle((x, top), 6.6, "panel")
                pen.cross((x, top), 2.8, "bad", 1.8)

    ui.picture(("worlds", good, step), (inside.x, y, inside.w, 52), paint)
    y += 62
    counted = say("ui.deploy.counted", all=_WORLDS, good=good, bad=_WORLDS - good)
    y += ui.paragraph(counted, inside.x, y, inside.w, BODY, "soft") + 8
    if y < panel.bottom - 60:
        ui.rule(inside.x, y, inside.w)
        ui.paragraph(
            say("ui.deploy.odds_text"), inside.x, y + 8, inside.w, META, "dim", lines=int((panel.bottom - y - 20) // 17)
        )


def _draw_rivals(ui: Ui, office: Office, panel: Box) -> None:
    """How far behind the others are believed to be, and what they have offered in public."""
    inside = ui.panel(panel, say("ui.deploy.rivals"), "users", right=say("ui.deploy.rivals_unit"))
    view = office.view
    own = float(view.capability[0, 0])
    others = [(i, id_) for i, id_ in enumerate(office.setup.seats) if id_ != office.seat]
    behind = {i: own - float(view.estimate[0, i, 0]) for i, _ in others}
    spread = {i: float(view.estimate_sd[0, i, 0]) for i, _ in others}
    far = max(1.0, *(behind[i] + spread[i] for i in behind))
    pitch = (panel.bottom - inside.y - 8) / len(others)
    others.sort(key=lambda pair: behind[pair[0]])
    for place, (i, id_) in enumerate(others):
        y = inside.y + pitch * place
        both = pitch >= 40
        middle = y + pitch / 2 - (9 if both else 0)
        if place:
            ui.rule(inside.x, y, inside.w)
        ui.seat_token(office.style(id_), inside.x + 13, y + pitch / 2, min(13, pitch / 2 - 2))
        ui.text(office.name(id_), inside.x + 36, middle, BODY, "text", "Medium")
        figures = f"{fixed(behind[i], 1)} ± {fixed(spread[i], 1)}"
        used = ui.text(figures, inside.right, middle, BODY, "text", "SemiBold", "right")
        rail = Box(inside.x + 118, middle - 8, inside.w - 118 - used - 22, 16)

        def share(value: float) -> float:
            return min(1.0, max(0.0, value / far))

        ui.whisker(
            rail, share(behind[i] - spread[i]), share(behind[i]), share(behind[i] + spread[i]), office.style(id_).colour
        )
        if both:
            ui.text(_known_of(office, i), inside.x + 36, middle + 19, META, "dim", width=inside.w - 36)


def _known_of(office: Office, seat: int) -> str:
    """What is public about a rival and matters now."""
    view = office.view
    if view.joint_offer[seat, 0]:
        return say("ui.deploy.offers_joint")
    if view.signed[Clause.JOINT_DEPLOYMENT, seat, 0]:
        return say("ui.deploy.pledged_joint")
    return say(
        "ui.deploy.trusted",
        trust=fixed(float(view.rival_trust[seat, 0]), 0),
        answers=percent(float(view.rival_accountability[seat, 0])),
    )


def _consequences(office: Office, choice: Deployment, evidence: Evidence) -> list[tuple[str, str]]:
    """What each choice means, from what this seat knows."""
    view = office.view
    offers = [office.name(i) for i in range(len(office.setup.seats)) if view.joint_offer[i, 0] and i != office.index]
    others = [i for i in range(len(office.setup.seats)) if i != office.index]
    nearest = min(others, key=lambda i: -float(view.estimate[0, i, 0]))
    gap = fixed(max(0.0, float(view.capability[0, 0]) - float(view.estimate[0, nearest, 0])), 1)
    if choice is Deployment.HOLD:
        grows = office.preview.after.ceiling[0, 0] - view.ceiling[0, 0]
        return [
            ("trending-up", say("ui.deploy.hold_ceiling", change=signed(float(grows), 2))),
            ("hourglass", say("ui.deploy.hold_lead", seat=office.name(nearest), gap=gap)),
            ("hat-glasses", say("ui.deploy.hold_theft", security=fixed(float(view.security[0, 0]), 1))),
        ]
    if choice is Deployment.DEPLOY:
        return [
            ("flag", say("ui.deploy.deploy_decides")),
            ("triangle-alert", say("ui.deploy.deploy_slips", chance=percent(1.0 - evidence.safe))),
            ("crown", say("ui.deploy.deploy_answers", share=percent(float(view.accountability[0, 0])))),
        ]
    named = ", ".join(offers) if offers else say("ui.deploy.nobody")
    return [
        ("users", say("ui.deploy.joint_offers", seats=named)),
        ("undo-2", say("ui.deploy.joint_few")),
        ("scale", say("ui.deploy.joint_shared", chance=percent(1.0 - evidence.safe))),
    ]
