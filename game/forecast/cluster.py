"""A Dask cluster as a crew: the same executor interface, workers on any number of machines."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from typing import Any

import numpy as np

from game import __version__
from game.forecast.extras import extra

PATIENCE = 10.0
"""Seconds within which a scheduler has to answer."""


class ClusterError(Exception):
    """Base of what can be wrong with a cluster before anything is played."""


class Unreachable(ClusterError):
    """No scheduler answers at an address."""


class BadAddress(ClusterError):
    """An address that none can be."""


class Unlike(ClusterError):
    """Workers that would come to other bits than this game, by what they run."""


class Cluster:
    """The workers of a Dask scheduler, at an address such as tcp://host:8786. Missing without `distributed`."""

    def __init__(self, address: str) -> None:
        self._distributed = extra("distributed")
        self._address = address
        self.ahead = 2  # until the workers are known
        self.lost: tuple[type[BaseException], ...] = (
            self._distributed.KilledWorker,
            self._distributed.comm.CommClosedError,
            CancelledError,
        )

    @contextmanager
    def open(self) -> Iterator[Executor]:
        with self._client() as client:
            alike = {self._address: versions(), **client.run(versions)}
            if len(set(alike.values())) > 1:
                raise Unlike("; ".join(f"{where} has {what}" for where, what in alike.items()))
            self.ahead = max(2, 2 * sum(client.nthreads().values()))
            with client.get_executor(pure=False) as executor:
                try:
                    yield executor
                except BaseException:
                    executor.shutdown(wait=False)  # cancels what has not begun
                    raise

    def _client(self) -> Any:
        try:
            return self._distributed.Client(self._address, timeout=PATIENCE, set_as_default=False)
        except ValueError as error:
            raise BadAddress(self._address) from error
        except OSError as error:
            raise Unreachable(self._address) from error


def versions() -> str:
    """What an outcome may depend on besides the book, as it is where this is called."""
    return f"Tier Six {__version__} with numpy {np.__version__}"
