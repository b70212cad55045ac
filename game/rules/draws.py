"""Dice keyed by meaning.

A draw is a hash of (seed of the game, turn, purpose, indices): no stream, no state. One changed decision leaves all
other dice as they were, and neither the order of seats nor the size of a batch can matter. Seats enter by a key made
from their id, not by their place in the array, so permuted seats get permuted dice.

The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood 2014), a public-domain bijection.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, Keys

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_A = np.uint64(0xBF58476D1CE4E5B9)
_B = np.uint64(0x94D049BB133111EB)
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_TO_UNIT = 2.0**-53
_DROP = np.uint64(11)


def key_of(word: str) -> np.uint64:
    """A 64-bit key of a name, the same in every process."""
    return np.uint64(int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little"))


def _mix(z: Keys) -> Keys:
    z = (z ^ (z >> _SHIFTS[0])) * _A
    z = (z ^ (z >> _SHIFTS[1])) * _B
    return z ^ (z >> _SHIFTS[2])


_purposes: dict[str, np.uint64] = {}


@dataclass(frozen=True, slots=True)
class Draws:
    """The dice of one turn of a batch. `seeds`: (N,) uint64; `seat_keys`: (S,) uint64."""

    seeds: Keys
    turn: int
    seat_keys: Keys

    def _base(self, purpose: str) -> Keys:
        key = _purposes.get(purpose)
        if key is None:  # the memo only saves hashing the same word again
            key = _purposes[purpose] = key_of(purpose)
        with np.errstate(over="ignore"):
            return _mix(self.seeds + (key ^ (np.uint64(self.turn + 1) * _GOLDEN)))

    def world(self, purpose: str) -> Floats:
        """(N,) uniform in (0, 1)."""
        return _unit(self._base(purpose))

    def seats(self, purpose: str) -> Floats:
        """(S,N) uniform."""
        with np.errstate(over="ignore"):
            return _unit(_mix(self._base(purpose) + self.seat_keys[:, None]))

    def pairs(self, purpose: str) -> Floats:
        """(S,S,N) uniform; first axis the doer."""
        with np.errstate(over="ignore"):
            pair = self.seat_keys[:, None] * np.uint64(3) + self.seat_keys[None, :]
            return _unit(_mix(self._base(purpose) + pair[:, :, None]))

    def each(self, purpose: str, keys: Keys) -> Floats:
        """(K,N) uniform, one row for each of the (K,) keys."""
        with np.errstate(over="ignore"):
            return _unit(_mix(self._base(purpose) + keys[:, None]))

    def each_seat(self, purpose: str, keys: Keys) -> Floats:
        """(K,S,N) uniform, for each key and seat."""
        with np.errstate(over="ignore"):
            both = keys[:, None] * np.uint64(5) + self.seat_keys[None, :]
            return _unit(_mix(self._base(purpose) + both[:, :, None]))


def _unit(bits: Keys) -> Floats:
    return ((bits >> _DROP).astype(np.float64) + 0.5) * _TO_UNIT


def normal(uniform: Floats) -> Floats:
    """Standard normal from uniform draws: Acklam's rational approximation of the inverse, error below 1.2e-8.

    Only +, *, /, sqrt and log, so it is fast on batches and has no table.
    """
    p = uniform
    tail = np.minimum(p, 1.0 - p)
    q = p - 0.5
    r = q * q
    middle = (
        (((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.383577518672690e2) * r
          - 3.066479806614716e1) * r + 2.506628277459239) * q
        / (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r
            - 1.328068155288572e1) * r + 1.0)
    )  # fmt: skip
    t = np.sqrt(-2.0 * np.log(tail))
    outer = (
        (((((-7.784894002430293e-3 * t - 3.223964580411365e-1) * t - 2.400758277161838) * t - 2.549732539343734) * t
          + 4.374664141464968) * t + 2.938163982698783)
        / ((((7.784695709041462e-3 * t + 3.224671290700398e-1) * t + 2.445134137142996) * t + 3.754408661907416) * t
           + 1.0)
    )  # fmt: skip
    return np.where(tail < 0.02425, np.where(q < 0, outer, -outer), middle)
