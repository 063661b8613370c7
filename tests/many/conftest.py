"""A cluster on this machine: a scheduler, and workers that are processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rendering import require


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Give the client of a local cluster of two processes, which gives a report up when it has ended two of them."""
    require.cluster()
    import dask  # noqa: PLC0415 (an extra)
    from distributed import Client, LocalCluster  # noqa: PLC0415

    settings = {
        "distributed.scheduler.allowed-failures": 1,
        "distributed.comm.timeouts.connect": "30s",
        "distributed.admin.log-format": "",
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as workers,
        Client(workers) as client,
    ):
        yield client
