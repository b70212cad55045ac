"""Map overlays of means: compute and power by region, chips on their way, and the people who work on them."""

from __future__ import annotations

from game.content.words import say
from game.ui.maparcs import Arc
from game.ui.mapmarks import MapScene
from game.ui.mapsigns import Sign, area_size
from game.ui.office import Office
from game.ui.screens.causes import rows_of
from game.ui.screens.mapscene import (
    areas,
    bloc_place,
    captions,
    fills,
    own_centres,
    place_of,
    region_tip,
    seats,
)
from game.ui.screens.numbers import chips, fixed, money, people, percent, signed
from game.ui.tips import Tip, TipRow

# Where most of the world's leading chips are made. The rules know one world market and no place for it.
MAKERS = (126.0, 27.0)
_SCARCE, _FULL = 0.85, 1.0  # shares of the power in use from which a gauge warns


# --- compute and power -----------------------------------------------------------------------------------------------


def compute(office: Office) -> MapScene:
    """Power in use of the power there is, by region; own data centres; the size of every fleet."""
    view = office.view
    return MapScene(
        fills=fills(office.book),
        data_centres=own_centres(office),
        seats=seats(office, lambda i: chips(float(view.compute_estimate[0, i, 0]))),
        signs=tuple(_gauge(office, i) for i in range(len(office.setup.regions))),
        areas=areas(office.book),
    )


def _gauge(office: Office, index: int) -> Sign:
    view, id_ = office.view, office.setup.regions[index]
    region = office.book.baseline.regions[id_]
    power, used = float(view.power[index, 0]), float(view.power_used[index, 0])
    share = used / max(power, 1e-9)
    colour = "bad" if share >= _FULL else "warning" if share >= _SCARCE else "good"
    label = say("ui.overlay.power", used=_watts(used), power=_watts(power))
    size = area_size(power, float(view.power[:, 0].max()))
    return Sign(
        f"region/{id_}", *region.place, "gauge", colour, size, share,
        label=label, name=f"{region.name} {label}", tip=lambda: region_tip(office, index),
    )  # fmt: skip


def _watts(gigawatts: float) -> str:
    return fixed(gigawatts, 0 if gigawatts >= 9.95 else 1)


# --- chips -----------------------------------------------------------------------------------------------------------


def chip_flow(office: Office) -> MapScene:
    """Own chips on their way from the makers, export controls between blocs, and what every fleet gained."""
    return MapScene(
        fills=fills(office.book),
        data_centres=own_centres(office),
        seats=seats(office, lambda i: _gain(office, i), lambda i: (_gain_row(office, i),)),
        arcs=(*_deliveries(office), *_controls(office)),
        signs=(_makers(office),),
        captions=captions(office.book),
        areas=areas(office.book),
    )


def _gain_of(office: Office, index: int) -> float | None:
    past = office.history.figures[f"compute_estimate.{office.setup.seats[index]}"]
    return past[-1] - past[-2] if len(past) > 1 else None


def _gain(office: Office, index: int) -> str:
    gain = _gain_of(office, index)
    return "" if gain is None else _chips_signed(gain)


def _gain_row(office: Office, index: int) -> TipRow:
    gain = _gain_of(office, index)
    return TipRow(say("ui.overlay.fleet_gain"), "–" if gain is None else _chips_signed(gain) + " H100e")


def _chips_signed(millions: float) -> str:
    text = chips(abs(millions), unit=False)
    return text if abs(millions) < 0.0005 else ("+" if millions > 0 else "−") + text


def _deliveries(office: Office) -> list[Arc]:
    """One arc to every region for which this seat has chips on order."""
    pending = office.view.pending[0, :, 0]
    most = max(1e-9, float(pending.max()))
    arcs = []
    for index, id_ in enumerate(office.setup.regions):
        amount = float(pending[index])
        if amount < 0.0005:
            continue
        region = office.book.baseline.regions[id_]
        arrived = [
            term for term in office.terms("compute") if term.place == index and term.cause in ("delivered", "worn out")
        ]
        tip = Tip(
            title=say("ui.overlay.on_order", region=region.name),
            rows=(
                TipRow(say("ui.map.ordered"), chips(amount)),
                *rows_of(office, arrived, lambda v: _chips_signed(v) + " H100e"),
                TipRow(say("ui.map.lead"), say("ui.years", years=region.lead_time)),
            ),
            note=say("ui.overlay.own_only"),
        )
        sign = Sign(
            f"order/{id_}", *region.place, "icon", "accent", icon="package",
            label=chips(amount, unit=False), name=f"{tip.title} {chips(amount)}", tip=tip,
        )  # fmt: skip
        arcs.append(Arc("chips", MAKERS, region.place, 1.2 + 2.2 * amount / most, sign=sign))
    return arcs


def _controls(office: Office) -> list[Arc]:
    """Export controls that hold: from the bloc that keeps chips back to the one that does not get them."""
    blocs, arcs = office.setup.blocs, []
    for a, first in enumerate(blocs):
        for b, second in enumerate(blocs):
            share = float(office.view.controls[a, b, 0])
            if a == b or share < 0.005:
                continue
            names = {"bloc": office.names.of("bloc", first), "other": office.names.of("bloc", second)}
            tip = Tip(
                title=say("ui.overlay.control", **names),
                rows=(TipRow(say("ui.overlay.kept_back"), percent(share)),),
                note=say("ui.overlay.control_note"),
            )
            sign = Sign(
                f"control/{first}-{second}", 0, 0, "icon", "bad", icon="ban",
                label=percent(share), name=f"{tip.title} {percent(share)}", tip=tip,
            )  # fmt: skip
            arcs.append(Arc("control", bloc_place(office, first), bloc_place(office, second), sign=sign))
    return arcs


def _makers(office: Office) -> Sign:
    view = office.view
    causes = rows_of(office, office.terms("chip_supply"), lambda v: signed(v, 2), most=3)
    tip = Tip(
        title=say("ui.overlay.makers"),
        text=say("ui.overlay.makers_text"),
        rows=(
            TipRow(say("ui.overlay.price"), f"{money(float(view.chip_price[0]))} / M H100e"),
            TipRow(say("ui.overlay.ration"), percent(float(view.ration[0]))),
            *causes,
        ),
    )
    label = say("ui.overlay.makers_label", share=percent(float(view.ration[0])))
    return Sign("makers", *MAKERS, "icon", "accent", 24.0, icon="factory", label=label, name=tip.title, tip=tip)


# --- people ----------------------------------------------------------------------------------------------------------


def talent(office: Office) -> MapScene:
    """Own people exactly, with who came and who left; of others only what draws people to them is known."""
    view = office.view

    def note(index: int) -> str:
        if index == office.index:
            return say("ui.overlay.people", people=people(float(view.researchers[0, 0])))
        return say("ui.overlay.trust", trust=fixed(float(view.rival_trust[index, 0]), 0))

    return MapScene(
        fills=fills(office.book),
        seats=seats(office, note, lambda i: _people_rows(office, i)),
        signs=_people(office),
        captions=captions(office.book),
        areas=areas(office.book),
    )


def _people_rows(office: Office, index: int) -> tuple[TipRow, ...]:
    view = office.view
    stances = ("secret", "selective", "open")
    stance = TipRow(
        say("ui.overlay.stance"), say(f"word.stance.{stances[int(view.rival_stance[index, 0])]}")
    )
    if index != office.index:
        return (TipRow(say("ui.overlay.researchers"), say("ui.overlay.unknown"), "dim"), stance)
    return (
        TipRow(say("ui.overlay.researchers"), people(float(view.researchers[0, 0]))),
        TipRow(say("ui.overlay.morale"), fixed(float(view.morale[0, 0]), 2)),
        TipRow(say("ui.overlay.worried"), percent(float(view.concern[0, 0]))),
        stance,
    )


def _people(office: Office) -> tuple[Sign, ...]:
    """Who came and who left last turn, and the mood, around the own seat."""
    lon, lat = place_of(office, office.index)
    terms = office.terms("researchers")
    view, signs = office.view, []
    came, left = [t for t in terms if t.amount > 0], [t for t in terms if t.amount < 0]
    for name, some, icon, colour, side in (
        ("came", came, "user-plus", "good", -5.0),
        ("left", left, "log-out", "bad", 5.0),
    ):
        amount = sum(term.amount for term in some)
        text = people(abs(amount))
        if text == people(0.0):
            continue
        written = ("+" if amount > 0 else "−") + text
        tip = Tip(
            title=say(f"ui.overlay.{name}"),
            rows=rows_of(office, some, lambda v: ("+" if v > 0 else "−") + people(abs(v))),
            note=say("ui.overlay.own_only"),
        )
        signs.append(Sign(
            f"people/{name}", lon + side, lat - 7.0, "icon", colour, icon=icon,
            label=written, name=f"{tip.title} {written}", tip=tip,
        ))  # fmt: skip
    morale = float(view.morale[0, 0])
    mood = Tip(
        title=say("ui.overlay.morale"),
        text=say("ui.figure.morale_text"),
        rows=rows_of(office, office.terms("morale"), lambda v: signed(v, 2)),
    )
    colour = "good" if morale >= 0.7 else "warning" if morale >= 0.45 else "bad"
    label = say("ui.overlay.mood", morale=fixed(morale, 2))
    signs.append(Sign(
        "people/morale", lon, lat + 7.0, "gauge", colour, 24.0, morale, "heart-pulse",
        label=label, name=label, tip=mood,
    ))  # fmt: skip
    return tuple(signs)
