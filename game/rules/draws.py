"""Dice keyed by meaning.

A draw is a hash of (seed of the game, turn, purpose, indices): no stream, no state. One changed decision leaves all
other dice as they were, and neither the order of seats nor the size of a batch can matter. Seats enter by a key made
from their id, not by their place in the array, so permuted seats get permuted dice.

The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood 2014), a public-domain bijection.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.rules.arrays import Floats, Ints, Keys

_GOLDEN = 0x9E3779B97F4A7C15
_A = np.uint64(0xBF58476D1CE4E5B9)
_B = np.uint64(0x94D049BB133111EB)
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_TO_UNIT = 2.0**-53
_DROP = np.uint64(11)
_WORD = 2**64 - 1


def key_of(word: str) -> np.uint64:
    """A 64-bit key of a name, the same in every process."""
    return np.uint64(int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little"))


_purposes: dict[str, int] = {}  # the place of each in the next
_keys: list[np.uint64] = []  # of all words asked for in this process, so that none is hashed twice
_one_at_a_time = Lock()


def _place(purpose: str) -> int:
    place = _purposes.get(purpose)
    if place is None:
        with _one_at_a_time:  # two threads with new words must not take the same place
            if purpose not in _purposes:
                _keys.append(key_of(purpose))
                _purposes[purpose] = len(_keys) - 1
        place = _purposes[purpose]
    return place


def _mix(z: Keys) -> Keys:
    """Scatter the bits of `z`, which is overwritten: dice are a large part of a turn, so they make few arrays."""
    part = z >> _SHIFTS[0]
    z ^= part
    z *= _A
    np.right_shift(z, _SHIFTS[1], out=part)
    z ^= part
    z *= _B
    np.right_shift(z, _SHIFTS[2], out=part)
    z ^= part
    return z


FEW = 8
"""Games up to which a turn rolls all its dice at once: there a call costs more than the numbers it makes."""


@dataclass(frozen=True, slots=True)
class Draws:
    """The dice of one turn of a batch. `seeds`: (N,) uint64; `seat_keys`: (S,) uint64."""

    seeds: Keys
    turn: int
    seat_keys: Keys
    _tables: dict[str, NDArray[Any]] = field(default_factory=dict, init=False)

    def _row(self, kind: str, purpose: str, roll: Callable[[Keys], NDArray[Any]]) -> NDArray[Any]:
        """The dice of a purpose, `roll`ed from its bits, (1,N), or in few games at once from those of all, (P,N)."""
        place = _place(purpose)
        if len(self.seeds) > FEW:
            return np.asarray(roll(self._bits(place, place + 1))[0])
        table = self._tables.get(kind)
        if table is None or len(table) <= place:
            bits = self._tables.get("bits")
            if bits is None or len(bits) <= place:
                bits = self._tables["bits"] = self._bits(0, len(_keys))
            table = self._tables[kind] = roll(bits.copy())
            table.flags.writeable = False
        return np.asarray(table[place])

    def _bits(self, first: int, last: int) -> Keys:
        """(P,N) of these purposes."""
        moment = np.uint64((self.turn + 1) * _GOLDEN & _WORD)
        return _mix(self.seeds + (np.array(_keys[first:last]) ^ moment)[:, None])

    def _base(self, purpose: str) -> Keys:
        """(N,) bits of a purpose, to be read only."""
        return self._row("bits", purpose, lambda bits: bits)

    def take(self, games: NDArray[np.intp]) -> Self:
        """The same dice for some of the games: what is rare is rolled for only where it matters."""
        return replace(self, seeds=self.seeds[games])

    def seat(self, seat: int) -> Self:
        """The same dice as they are keyed to one seat, the seat axis kept."""
        return replace(self, seat_keys=self.seat_keys[seat : seat + 1])

    def world(self, purpose: str) -> Floats:
        """(N,) uniform in (0, 1)."""
        return self._row("world", purpose, _unit)

    def seats(self, purpose: str) -> Floats:
        """(S,N) uniform."""
        return self._row("seats", purpose, lambda bits: _unit(_mix(bits[:, None] + self.seat_keys[:, None])))

    def pairs(self, purpose: str) -> Floats:
        """(S,S,N) uniform; first axis the doer."""
        return _unit(_mix(self._base(purpose) + self._pair_keys()[:, :, None]))

    def some_pairs(self, purpose: str, doer: Ints, other: Ints, games: Ints) -> Floats:
        """(K,) uniform: what `pairs` shows at these K places, without rolling for all the others."""
        return _unit(_mix(self._base(purpose)[games] + self._pair_keys()[doer, other]))

    def _pair_keys(self) -> Keys:
        return self.seat_keys[:, None] * np.uint64(3) + self.seat_keys[None, :]

    def each(self, purpose: str, keys: Keys) -> Floats:
        """(K,N) uniform, one row for each of the (K,) keys."""
        return _unit(_mix(self._base(purpose) + keys[:, None]))

    def each_seat(self, purpose: str, keys: Keys) -> Floats:
        """(K,S,N) uniform, for each key and seat."""
        both = keys[:, None] * np.uint64(5) + self.seat_keys[None, :]
        return _unit(_mix(self._base(purpose) + both[:, :, None]))


def _unit(bits: Keys) -> Floats:
    """Uniform in (0, 1) from hashed bits, which are overwritten."""
    bits >>= _DROP
    unit = bits.view(np.int64).astype(np.float64)  # signed ones turn into floats faster, and the top bits are gone
    unit += 0.5
    unit *= _TO_UNIT
    return unit


_TAIL = 0.02425
_MIDDLE = (
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.383577518672690e2, -3.066479806614716e1,
    2.506628277459239,
)  # fmt: skip
_UNDER_MIDDLE = (
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1.0,
)  # fmt: skip
_OUTER = (
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
)  # fmt: skip
_UNDER_OUTER = (7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1.0)


def normal(uniform: Floats) -> Floats:
    """Standard normal from uniform draws: Acklam's rational approximation of the inverse, error below 1.2e-8.

    Only +, *, /, sqrt and log, so it is fast on batches and has no table.
    """
    uniform = np.ascontiguousarray(uniform)
    q = uniform - 0.5
    r = q * q
    value = _series(r, _MIDDLE)
    value *= q
    value /= _series(r, _UNDER_MIDDLE)
    # One draw in twenty lies in the tails, so only those are calculated there.
    flat, whole = value.reshape(-1), uniform.reshape(-1)
    tails = np.flatnonzero((whole < _TAIL) | (whole > 1.0 - _TAIL))
    if tails.size:
        ends = whole[tails]
        t = np.sqrt(-2.0 * np.log(np.minimum(ends, 1.0 - ends)))
        outer = _series(t, _OUTER) / _series(t, _UNDER_OUTER)
        flat[tails] = np.where(ends < 0.5, outer, -outer)
    return value


def _series(x: Floats, factors: tuple[float, ...]) -> Floats:
    """A polynomial by Horner's rule, the highest power first."""
    value = x * factors[0]
    for factor in factors[1:-1]:
        value += factor
        value *= x
    value += factors[-1]
    return value
