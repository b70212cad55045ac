"""The names of every number of the rules, by group.

A parameter's value, unit, range, source and meaning stand in `balance/baseline.toml`; here only its name, so that a
misspelling in the rules is a type error and one in a balance file gets the nearest name. Once compiled, each is an
array of shape (1,) or (games,): a batch can hold a different worldview in every game.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Number = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Truths:
    """Unknown facts of the world, drawn once a campaign and never shown while it lasts."""

    alignment_shift: Number  # OOM by which every alignment ceiling is really higher (or lower) than it seems
    tier_four: Number
    tier_five_gap: Number
    tier_six_gap: Number
    automation_midpoint: Number
    software_returns: Number
    software_ceiling: Number
    theft_ease: Number
    failure_correlation: Number
    danger_level: Number
    grab: Number  # chance that an unaccountable owner keeps everything


@dataclass(frozen=True)
class Money:
    market_start: Number
    market_reference: Number
    market_growth: Number
    value_fade: Number
    price_pressure: Number
    price_floor: Number
    concentration: Number
    scale_pull: Number
    open_alternative: Number
    investment_growth: Number
    investors_care: Number
    openness_discount: Number
    hype_return: Number
    hype_noise: Number
    running_cost: Number
    fire_sale_price: Number
    fire_sale_trust: Number
    rescue: Number


@dataclass(frozen=True)
class Compute:
    supply_start: Number
    supply_growth: Number
    supply_growth_late: Number
    supply_slow_year: Number
    chip_price: Number
    chip_price_fall: Number
    wear: Number
    power_per_chip: Number
    power_per_chip_fall: Number
    regulation_drag: Number
    abroad_trust: Number
    flop_per_chip_year: Number


@dataclass(frozen=True)
class Talent:
    cost: Number
    hire_time: Number
    leave_time: Number
    attraction_lead: Number
    attraction_trust: Number
    pitch_pull: Number
    broken_pitch: Number
    concern_drift: Number
    morale_return: Number
    secrecy_cost: Number
    leaver_rate: Number
    recruit_gain: Number


@dataclass(frozen=True)
class Research:
    algorithms_rate: Number
    labour_share: Number
    compute_share: Number
    parallel: Number
    steepness: Number
    human_loop: Number
    machine_labour: Number
    project_share: Number
    lane_output: Number
    money_output: Number
    money_exponent: Number
    proven_discount: Number
    published_discount: Number
    catch_up: Number
    alignment_output: Number


@dataclass(frozen=True)
class Training:
    run_years: Number
    run_limit: Number
    crowding: Number


@dataclass(frozen=True)
class Openness:
    diffusion: Number
    publication: Number
    academia: Number
    community: Number
    community_lag: Number
    community_gain: Number
    trust_gain: Number
    leak_publication: Number
    safety_science: Number


@dataclass(frozen=True)
class Security:
    gain: Number
    scale: Number
    decay: Number
    base_cap: Number
    base_odds: Number
    slope: Number
    background_attacks: Number
    spy_attacks: Number
    headcount: Number
    exposure: Number
    secret_ease: Number
    secret_share: Number
    drag: Number
    discovery: Number
    caught_trust: Number
    caught_tension: Number
    sabotage_loss: Number
    lockdown_gain: Number


@dataclass(frozen=True)
class Alignment:
    base_ceiling: Number
    practice_rate: Number
    practice_limit: Number
    learning_from_use: Number
    shared_rate: Number
    reading_noise: Number
    noise_growth: Number
    hiding: Number
    hiding_onset: Number
    false_rate: Number
    incident_rate: Number
    incident_steepness: Number
    internal_use: Number
    staged_use: Number
    general_use: Number
    open_use: Number
    escape: Number
    escape_steepness: Number
    boxed: Number
    lesson: Number
    incident_trust: Number
    incident_concern: Number
    incident_stability: Number
    deployment_spread: Number


@dataclass(frozen=True)
class Misuse:
    rate: Number
    steepness: Number
    falling_need: Number
    resilience_growth: Number
    lesson: Number
    fatal: Number
    stability: Number
    concern: Number


@dataclass(frozen=True)
class Treaties:
    quorum: Number
    slow_level: Number
    slow_headroom: Number
    weights_level: Number
    base_verification: Number
    eyes_limit: Number
    inspection_gain: Number
    detection: Number
    broken_trust: Number
    distrust_years: Number
    calm: Number
    cap_growth: Number


@dataclass(frozen=True)
class Society:
    adoption_start: Number
    adoption_rate: Number
    adoption_trust: Number
    displacement_rate: Number
    concern_return: Number
    concern_jobs: Number
    benefit_patience: Number
    regulation_response: Number
    regulation_decay: Number
    lobby_effect: Number
    capture_rate: Number
    capture_decay: Number
    panic_level: Number
    panic_rate: Number
    awareness_rate: Number
    project_awareness: Number
    oversight_loss: Number
    oversight_return: Number
    trust_return: Number
    campaign_gain: Number


@dataclass(frozen=True)
class Conflict:
    bloc_enmity: Number
    lab_enmity: Number
    tension_return: Number
    tension_gap: Number
    strike_gap: Number
    strike_rate: Number
    strike_loss: Number
    war_rate: Number
    war_tension: Number
    race_stability: Number
    tension_stability: Number
    stability_return: Number
    jobs_stability: Number
    sight: Number
    sight_secret: Number


@dataclass(frozen=True)
class Endings:
    concentration: Number
    accountability: Number
    tool_capability: Number
    tool_adoption: Number
    accord_signers: Number
    accord_verification: Number
    disempowered: Number
    ban_regulation: Number


GROUPS: dict[str, type] = {
    "truths": Truths,
    "money": Money,
    "compute": Compute,
    "talent": Talent,
    "research": Research,
    "training": Training,
    "openness": Openness,
    "security": Security,
    "alignment": Alignment,
    "misuse": Misuse,
    "treaties": Treaties,
    "society": Society,
    "conflict": Conflict,
    "endings": Endings,
}

PARAMETERS: dict[str, tuple[str, ...]] = {
    group: tuple(field.name for field in fields(kind)) for group, kind in GROUPS.items()
}
