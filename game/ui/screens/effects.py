"""What a technology does, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from game.content.models import Technology
from game.content.vocabulary import Form, Target
from game.content.words import say
from game.ui.screens.numbers import plain

_LESS_IS_BETTER = frozenset(
    {
        Target.CHIP_COST,
        Target.LEAD_TIME,
        Target.EVAL_NOISE,
        Target.INCIDENT_RATE,
        Target.ESCAPE,
        Target.REWARD_HACKING,
        Target.SECURITY_COST,
        Target.INSIDER_RISK,
        Target.WEIGHT_THEFT,
        Target.SECRET_THEFT,
        Target.SECURITY_DRAG,
        Target.MISUSE,
    }
)
_ICONS = {
    "capabilities": "brain-circuit",
    "alignment": "shield-check",
    "infrastructure": "server",
    "openness": "landmark",
}
TIERS = ("one", "two", "three", "four", "five", "six")
_UNITS = {"OOM": " OOM", "share": "", "level": "", "points a year": " a year"}


@dataclass(frozen=True)
class Line:
    """One effect: its name, its amount, and whether that is good."""

    name: str
    amount: str
    colour: str


def effect_lines(technology: Technology) -> list[Line]:
    """All effects of a technology, in the order of its record."""
    lines = []
    for effect in technology.effects:
        target = Target[effect.target.upper()]
        name = say(f"ui.target.{effect.target}")
        if target.form is Form.UNLOCK:
            lines.append(Line(name, say("ui.tech.unlocks"), "accent"))
            continue
        neutral = 1.0 if target.form is Form.MULTIPLY else 0.0
        better = (effect.amount > neutral) != (target in _LESS_IS_BETTER)
        if target.form is Form.MULTIPLY:
            amount = f"× {plain(effect.amount)}"
        else:
            sign = "+" if effect.amount > 0 else ""
            amount = f"{sign}{plain(effect.amount)}{_UNITS[target.unit]}"
        lines.append(Line(name, amount, "good" if better else "bad"))
    return lines


def short_effect(technology: Technology) -> str:
    """The first effect, for the small line of a card."""
    lines = effect_lines(technology)
    if not lines:
        return ""
    first = lines[0]
    return first.name if first.colour == "accent" else f"{first.name} {first.amount.removesuffix(' OOM')}"


def tier_name(tier: int) -> str:
    """A tier in words, such as Tier Five."""
    return say(f"ui.tier.{TIERS[tier - 1]}")


def lane_icon(lane: str) -> str:
    return _ICONS[lane]
