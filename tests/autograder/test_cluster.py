"""Grading on a dask.distributed cluster: a scheduler and workers as processes of their own."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest
from classes import MINI, gradebook, hand_in

from autograder.grade import Options, grade
from autograder.layout import Layout

pytestmark = pytest.mark.slow

PATIENCE = 120.0  # seconds: a slow computer is no failure
DASK = [sys.executable, "-m", "dask"]


@dataclass(frozen=True)
class Cluster:
    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Run a scheduler and two workers on loopback."""
    file = tmp_path / "scheduler.json"
    where = ["--scheduler-file", str(file)]
    serve = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *where]
    work = ["worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    with _running(serve, tmp_path) as scheduler:
        _wait(lambda: file.exists() and file.stat().st_size > 0, scheduler)
        with _running([*work, *where], tmp_path) as one, _running([*work, *where], tmp_path) as two:
            yield Cluster(json.loads(file.read_text(encoding="utf-8"))["address"], [one, two])


@contextmanager
def _running(arguments: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"{arguments[0]}-{time.monotonic_ns()}.log").open("wb") as log:
        process = subprocess.Popen([*DASK, *arguments], cwd=folder, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _wait(until, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert process.poll() is None and time.monotonic() < end, "it did not start"
        time.sleep(0.1)


def _kill_when_half_done(worker: subprocess.Popen[bytes], journal: Path, count: int) -> None:
    end = time.monotonic() + PATIENCE
    while len(list(journal.glob("*/*.json"))) < count and time.monotonic() < end:
        time.sleep(0.02)
    worker.kill()


def test_a_lost_worker_costs_nobody_a_mark(course: Layout, submissions: Path, cluster: Cluster):
    for number in range(16):
        slow = f"import time\ntime.sleep(0.3)\nreturn z + {number}"
        hand_in(course, submissions, f"more-{number:02}", sigmoid=slow)
    there = replace(course, workspace=course.workspace / "there")
    # Three of the class are recorded without being run; five more come from the workers.
    aim = (cluster.workers[0], there.workspace / "journal", 8)
    killer = threading.Thread(target=_kill_when_half_done, args=aim)
    killer.start()
    from_cluster = grade(there, MINI, submissions, Options(scheduler=cluster.address))
    killer.join()
    assert cluster.workers[0].wait(10) < 0 and cluster.workers[1].poll() is None
    here = grade(course, MINI, submissions, Options())
    assert from_cluster.rows == here.rows
    assert gradebook(there) == gradebook(course)


def test_a_worker_that_ends_leaves_no_process(cluster: Cluster, course: Layout, submissions: Path):
    grade(course, MINI, submissions, Options(scheduler=cluster.address))
    below = [p for w in cluster.workers for p in psutil.Process(w.pid).children(recursive=True)]
    assert below
    for worker in cluster.workers:
        os.kill(worker.pid, 9)
    _, alive = psutil.wait_procs(below, timeout=20)
    assert not alive


def test_an_address_where_nobody_listens_is_a_clear_error(course: Layout, submissions: Path):
    with pytest.raises(OSError, match=r"127\.0\.0\.1:9"):
        grade(course, MINI, submissions, Options(scheduler="tcp://127.0.0.1:9"))
