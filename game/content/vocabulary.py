"""The fixed words of the game: lanes, clauses, actions, endings.

Everything that the rules must know by name is an enumeration here. The lower-case member names are the ids
used in balance files, order sheets and saves; the integer values are the codes used in arrays.
What a balance file may add freely (technologies, events, seats, scenarios) is not here.
"""

from __future__ import annotations

from enum import IntEnum


class Word(IntEnum):
    """An integer code with a stable lower-case id for files."""

    @property
    def id(self) -> str:
        return self.name.lower()

    @classmethod
    def ids(cls) -> tuple[str, ...]:
        return tuple(member.id for member in cls)

    @classmethod
    def of(cls, id_: str) -> Word:
        """The member with this id; KeyError when there is none."""
        return cls[id_.upper()]


class Lane(Word):
    CAPABILITIES = 0
    ALIGNMENT = 1
    INFRASTRUCTURE = 2
    OPENNESS = 3


class Stance(Word):
    """How much of its research a seat publishes."""

    SECRET = 0
    SELECTIVE = 1
    OPEN = 2


class Release(Word):
    """What to do with the newest own model."""

    HOLD = 0  # keep it internal; what is already served stays served
    STAGED = 1  # limited interface to vetted users
    GENERAL = 2  # interface for everyone
    WEIGHTS = 3  # publish the weights: cannot be taken back


class Deployment(Word):
    """The decision of a seat that owns a Tier Six system."""

    HOLD = 0
    DEPLOY = 1
    JOINT = 2  # deploy only together with all others who offer the same


class Pitch(Word):
    """The reason a lab gives its people."""

    CONTROL = 0  # first, so that we control it
    SCIENCE = 1  # science in the open
    NATION = 2  # for the nation
    MONEY = 3
    SAFETY = 4


class Clause(Word):
    SLOW_DOWN = 0  # no training run above the agreed capability
    COMPUTE_CAP = 1  # growth of fleets is limited
    SHARED_SAFETY = 2  # alignment research is pooled among the signers
    NO_OPEN_WEIGHTS = 3  # no weights above a ceiling
    INSPECTIONS = 4  # raises verification for every other clause
    JOINT_DEPLOYMENT = 5  # Tier Six is deployed together or not at all
    AUTONOMY = 6  # signers guarantee each other's independence


class Action(Word):
    """Big actions: two a turn."""

    NONE = 0
    SIGN = 1  # target: a clause. The first signer proposes, the next ones accept
    LEAVE = 2  # target: a clause
    SPY_SECRETS = 3  # target: a seat
    SPY_WEIGHTS = 4  # target: a seat
    SABOTAGE = 5  # target: a seat
    RECRUIT = 6
    LOBBY_FOR = 7
    LOBBY_AGAINST = 8
    CAMPAIGN = 9
    SHARE_SAFETY = 10
    INVITE_GOVERNMENT = 11
    REFUSE_GOVERNMENT = 12
    LOCK_DOWN = 13
    # powers of states
    SUBSIDISE = 14  # target: a seat of the own bloc
    REGULATE = 15
    LICENCE = 16
    EXPORT_CONTROL = 17  # target: a seat of another bloc; its whole bloc is controlled
    PROTECT = 18  # target: a seat of the own bloc
    TAKE_OVER = 19  # target: a seat of the own bloc: the Project
    STRIKE = 20  # target: a seat of another bloc


CLAUSE_ACTIONS = (Action.SIGN, Action.LEAVE)
SEAT_ACTIONS = (
    Action.SPY_SECRETS,
    Action.SPY_WEIGHTS,
    Action.SABOTAGE,
    Action.SUBSIDISE,
    Action.EXPORT_CONTROL,
    Action.PROTECT,
    Action.TAKE_OVER,
    Action.STRIKE,
)
STATE_ACTIONS = tuple(a for a in Action if a >= Action.SUBSIDISE)
OWN_BLOC_ACTIONS = (Action.SUBSIDISE, Action.PROTECT, Action.TAKE_OVER)
OTHER_BLOC_ACTIONS = (Action.EXPORT_CONTROL, Action.STRIKE)


class Kind(Word):
    """Kind of an ending."""

    BAD = 0
    MIXED = 1
    GOOD = 2


class Ending(Word):
    NONE = 0  # the campaign goes on
    SHARED_ABUNDANCE = 1
    ACCORD = 2
    TOOL_AGE = 3
    STEWARD = 4
    SLOW_WORLD = 5
    BAN = 6
    LOCK_IN = 7
    LOSS_OF_CONTROL = 8
    DISEMPOWERMENT = 9
    OPEN_CATASTROPHE = 10
    WAR = 11
    COLLAPSE = 12

    @property
    def kind(self) -> Kind:
        """Good, mixed or bad. ValueError for NONE."""
        if self is Ending.NONE:
            raise ValueError("a campaign that goes on has no kind of ending")
        if self <= Ending.TOOL_AGE:
            return Kind.GOOD
        return Kind.MIXED if self <= Ending.BAN else Kind.BAD


class Aim(Word):
    """What a seat wants besides survival; scenario data weighs them."""

    INFLUENCE = 0
    SAFETY_RECORD = 1
    WEALTH = 2
    TRUST = 3
    BLOC_STANDING = 4


class Form(Word):
    """How the amounts of an effect target combine."""

    ADD = 0  # amounts are summed
    MULTIPLY = 1  # amounts are factors
    UNLOCK = 2  # any owner of such a technology may


class Target(Word):
    """What a technology (or an event) can change for the seat that owns it.

    The `form` says how amounts combine, the `unit` what they are measured in.
    """

    ALGORITHMS = 0
    RESEARCH_SPEED = 1
    CAPABILITY_SPEED = 2
    ALIGNMENT_SPEED = 3
    AUTOMATION = 4
    UTILISATION = 5
    RUN_LIMIT = 6
    CHIP_COST = 7
    CHIP_SHARE = 8
    POWER = 9
    LEAD_TIME = 10
    SERVING = 11
    ADOPTION = 12
    ALIGNMENT_CEILING = 13
    EVAL_NOISE = 14
    UNMASKING = 15
    INCIDENT_RATE = 16
    ESCAPE = 17
    REWARD_HACKING = 18
    SECURITY_CAP = 19
    SECURITY_COST = 20
    INSIDER_RISK = 21
    WEIGHT_THEFT = 22
    SECRET_THEFT = 23
    THEFT_DISCOVERY = 24
    SECURITY_DRAG = 25
    VERIFICATION = 26
    TRUST = 27
    TALENT = 28
    COMMUNITY = 29
    RESILIENCE = 30
    MISUSE = 31
    PATIENCE = 32
    ACCOUNTABILITY = 33
    SIGHT = 34
    DEPLOYMENT_LEARNING = 35
    STAGED_RELEASE = 36
    AUTOMATED_ALIGNMENT = 37
    SUPERINTELLIGENCE = 38
    TOOL_ROUTE = 39
    BOXED_USE = 40
    STRUCTURED_ACCESS = 41
    HARDWARE_VERIFICATION = 42
    PUBLIC_DIVIDEND = 43
    JOINT_LABORATORY = 44
    RECURSION = 45

    @property
    def form(self) -> Form:
        if self >= Target.STAGED_RELEASE:
            return Form.UNLOCK
        return Form.ADD if self in _SUMMED else Form.MULTIPLY

    @property
    def unit(self) -> str:
        return _SUMMED.get(self, "" if self.form is Form.UNLOCK else "factor")


_SUMMED = {
    Target.ALGORITHMS: "OOM",
    Target.AUTOMATION: "OOM",
    Target.RUN_LIMIT: "OOM",
    Target.ALIGNMENT_CEILING: "OOM",
    Target.UNMASKING: "share",
    Target.SECURITY_CAP: "level",
    Target.VERIFICATION: "share",
    Target.TRUST: "points a year",
    Target.RESILIENCE: "share",
    Target.PATIENCE: "points a year",
    Target.ACCOUNTABILITY: "share",
}
