"""A Dask cluster plays what this process plays, and says what is wrong with it before anything is played."""

from pathlib import Path

import numpy as np
import pytest

from game.forecast.cluster import BadAddress, Cluster, Unlike, Unreachable
from game.forecast.design import axes_of
from game.forecast.sweep import Sweep, sweep
from game.forecast.workers import Here
from tests.forecast.books import short

pytestmark = pytest.mark.filterwarnings("ignore")  # what a library of others warns of is not ours to mend
distributed = pytest.importorskip("distributed", reason="a cluster needs the extra `cluster`")


@pytest.fixture
def what() -> Sweep:
    book = short(4)
    return Sweep(book, axes_of(book, priors=True), games=64, chunk=16)


def test_a_cluster_plays_the_same(what: Sweep, tmp_path: Path) -> None:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        theirs = sweep(what, Cluster(local.scheduler_address), tmp_path / "theirs")
    mine = sweep(what, Here(), tmp_path / "mine")
    assert np.array_equal(theirs.outcomes.ending, mine.outcomes.ending)
    assert np.array_equal(theirs.outcomes.scores, mine.outcomes.scores)


def test_workers_that_run_something_else_are_refused(
    what: Sweep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as local:
        monkeypatch.setattr("game.forecast.cluster.__version__", "0.0.0")
        with pytest.raises(Unlike, match=r"Tier Six 0\.0\.0 with numpy"):
            sweep(what, Cluster(local.scheduler_address), tmp_path / "parts")


@pytest.mark.parametrize(("address", "error"), [("tcp://127.0.0.1:9", Unreachable), ("nowhere", BadAddress)])
def test_a_scheduler_that_is_not_there(
    address: str, error: type[Exception], what: Sweep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.forecast.cluster.PATIENCE", 1.0)
    with pytest.raises(error):
        sweep(what, Cluster(address), tmp_path / "parts")
