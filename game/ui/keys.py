"""What keys do: every command with its default key and the places where it works, and what a player made of them.

A screen names the default at the widget, `hotkey="A"`; the window reads the player's own key from here. So a command
is a default key in a place: a screen, a dialogue, or everywhere. `tests/ui/test_keys.py` holds that this table has
every key that any screen listens to. What the toolkit does with Tab, arrows and Space is the same in every program,
and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.content.vocabulary import Action
from game.content.words import say
from game.ui.nodes import parse, spelled

Keys = Mapping[str, str]  # the player's own key by id of the command
FIXED = ("Tab", "Shift+Tab", "Space", "Up", "Down", "Left", "Right", "PageUp", "PageDown", "Home", "End", "Delete")
CHOICES = 9


@dataclass(frozen=True)
class Command:
    """Something that a key does. The id is `<group>/<name>`."""

    id: str
    key: str
    places: tuple[str, ...] = ()  # screens and dialogues; none means everywhere

    @property
    def group(self) -> str:
        return self.id.partition("/")[0]

    @property
    def text(self) -> str:
        """What it does, in a few words."""
        group, _, name = self.id.partition("/")
        if group == "choice":
            return say("ui.command.choice.one", number=name)
        return say(f"word.action.{name}" if group == "action" else f"ui.command.{group}.{name}")

    def meets(self, other: Command) -> bool:
        """Whether there is a place where both work."""
        return not self.places or not other.places or bool(set(self.places) & set(other.places))


def _group(group: str, places: tuple[str, ...], **keys: str) -> list[Command]:
    return [Command(f"{group}/{name}", key, places) for name, key in keys.items()]


ACTION_KEYS: Mapping[Action, str] = MappingProxyType(
    dict(zip((a for a in Action if a), "QWERTYUIOPSDFGHJLZXC", strict=True))
)
"""One letter for each big action, wherever it can be ordered."""

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        command.id: command
        for command in (
            *_group(
                "everywhere", (), main="Enter", back="Esc", map="F1", technology="F2", models="F3", rivals="F4",
                treaties="F5", report="F6", statistics="F7", codex="F8", forecast="Ctrl+O", menu="F10",
                end_turn="Ctrl+Enter",
                undo="Ctrl+Z", redo="Ctrl+Y", save="Ctrl+S", fullscreen="F11", larger="Ctrl+Plus", smaller="Ctrl+Minus",
            ),
            *_group("tutorial", (), leave="F9", skip="Shift+F9"),
            *(Command(f"choice/{number}", str(number)) for number in range(1, CHOICES + 1)),
            *_group("map", ("main",), skip="K", overview="0", closer="+", further="-", whole="H", card="X", build="B"),
            *_group("map", ("main",), linked="L", grouping="G", outlook="O", frontier="F", rivals="R"),
            *(Command(f"map/lock_{number}", f"Shift+{number}", ("main",)) for number in range(1, 5)),
            *_group("map", ("main", "report", "recap"), why="W"),
            *_group("map", ("why",), article="I"),
            *_group("map", ("main", "rivals", "treaties"), big_actions="A"),
            *_group("technology", ("technology",), research="R", queue="Q", drop="X", article="I", list="L"),
            *_group("technology", ("technology",), closer="+", further="-"),
            *_group("technology", ("technology", "codex"), search="F"),
            *_group("models", ("models",), train="T", secret="Q", selective="W", open="E"),
            *_group("models", ("models",), control="A", science="S", nation="D", money="F", safety="G"),
            *_group("treaties", ("treaties",), sign="S", leave="L", keep="K", decline="N", **{"break": "B"}),
            *(Command(f"action/{action.id}", key, ("actions", "rivals")) for action, key in ACTION_KEYS.items()),
            *_group("codex", ("codex",), previous="Backspace"),
            *_group("title", ("title",), tutorial="T", new="N", load="L", lab="W", codex="C"),
            *_group("title", ("title",), settings="S", quit="Q"),
            *_group("lab", ("lab",), a="A", b="B", search="F", differing="D", spreads="W"),
            *_group("lab", ("lab",), save="S", export="E", reset="R"),
            *_group("title", ("new-game",), seed="D", worldview="W", length="T", difficulty="C"),
            *_group("title", ("handover",), computer="C", pause="P"),
            *_group("title", ("planning",), hurry="H"),
            *_group("ending", ("ending",), what_if="W", replay="M", record="C", export="E", again="N"),
            *_group("ending", ("replay",), play="P"),
            *_group("menu", ("menu",), save="S", load="L", end_turn="E", seats="P", settings="O", title="T", quit="Q"),
            *_group("menu", ("quit", "confirm-weights"), yes="Y", no="N"),
            *_group(
                "settings", ("settings",), scale="S", palette="P", fullscreen="F", reduced_motion="M", effects="E",
                pad="B", autosave="A", confirmations="C", language="L", keys="K", tutorial="T", reset="R",
            ),
            *_group("settings", ("keys",), reset_keys="R"),
        )
    }
)  # fmt: skip
PLACES = frozenset(place for command in COMMANDS.values() for place in command.places)


def groups() -> list[str]:
    """The groups of commands, in their order."""
    return list(dict.fromkeys(command.group for command in COMMANDS.values()))


def key_of(command: Command, chosen: Keys) -> str:
    """The key of a command: the player's own, or the default."""
    return chosen.get(command.id, command.key)


def bindings(chosen: Keys) -> Mapping[str, Mapping[str, str]]:
    """By place, and by "" for all that are not named: the player's key for every default key that was changed."""
    everywhere = {c.key: chosen[c.id] for c in COMMANDS.values() if not c.places and c.id in chosen}
    made = {place: dict(everywhere) for place in ("", *PLACES)}
    for command in COMMANDS.values():
        if command.id in chosen:
            for place in command.places:
                made[place][command.key] = chosen[command.id]
    return made


def usable(key: str) -> bool:
    """Whether a command can have this key."""
    try:
        return spelled(parse(key)) == key and key not in FIXED
    except ValueError:
        return False


def taken_by(command: Command, key: str, chosen: Keys) -> list[Command]:
    """The other commands that have this key where the command works."""
    return [c for c in COMMANDS.values() if c is not command and c.meets(command) and key_of(c, chosen) == key]


def with_key(command: Command, key: str, chosen: Keys) -> dict[str, str]:
    """The choice with another key for a command; whoever had that key gets the old one of the command."""
    old = key_of(command, chosen)
    made = dict(chosen) | {c.id: old for c in taken_by(command, key, chosen)} | {command.id: key}
    return {id_: own for id_, own in made.items() if own != COMMANDS[id_].key}


def clashes(chosen: Keys) -> list[str]:
    """What is wrong with a choice of keys, one line for each; nothing if it can be used."""
    wrong = [id_ for id_, key in chosen.items() if id_ not in COMMANDS or not usable(key)]
    if wrong:
        return wrong
    return [c.id for c in COMMANDS.values() if c.id in chosen and taken_by(c, chosen[c.id], chosen)]
