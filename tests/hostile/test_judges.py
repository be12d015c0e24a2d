"""The judges' own processes: what one submission does to them stays with that submission."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from arena import Target, earned, timeless
from registry import Submission
from target import SCALE

from autograder import task as tasks
from autograder.engine.limits import TimeLimits
from autograder.engine.sandbox import NoIsolationError
from autograder.task import Task, close_judges, grade_submission

HandIn = Callable[[Submission], bytes]


@pytest.fixture(autouse=True)
def fresh_judges() -> Iterator[None]:
    yield
    close_judges()


@pytest.fixture
def astray(target: Target, hand_in: HandIn) -> Callable[[str], Task]:
    """Give ``astray(source)``: a task whose first test does what it should not."""

    def make(source: str) -> Task:
        reference = json.loads(target.reference)
        for cell in reference["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == "scale_test_1":
                cell["source"] = source
        content = hand_in(Submission("honest"))
        return Task(json.dumps(reference), content, TimeLimits(2.0, 10.0))

    return make


def honest(target: Target, hand_in: HandIn) -> Task:
    return Task(target.reference, hand_in(Submission("honest")), TimeLimits(5.0, 20.0))


@pytest.mark.parametrize(
    ("source", "rest"),
    [
        ("while True: pass", 2.0),
        ("scale(1)\nsum(range(10**11))", 0.0),
        ("import numpy as np\nx = [np.ones(10**8) for _ in range(100)]", 2.0),
        ("import os\nos._exit(1)", 0.0),
        ("import ctypes\nctypes.string_at(0)", 0.0),
        ("raise SystemExit", 0.0),
    ],
    ids=["a loop", "inside C", "memory", "exit", "a segfault", "SystemExit"],
)
def test_a_judge_that_is_led_astray_ends_alone(
    astray: Callable[[str], Task],
    target: Target,
    hand_in: HandIn,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    rest: float,
) -> None:
    """Whatever stops between two cells leaves the other cells their points."""
    monkeypatch.setattr(tasks, "JUDGE_GRACE", 4.0)
    points = earned(grade_submission(astray(source)))
    assert points[SCALE] == 0.0
    assert {p for name, p in points.items() if name != SCALE} == {rest}
    assert set(earned(grade_submission(honest(target, hand_in))).values()) == {2.0}


def test_a_submission_that_is_given_up_says_so(astray: Callable[[str], Task]) -> None:
    record = grade_submission(astray("import os\nos._exit(1)"))
    assert all("somebody has to look at it" in test["message"] for test in record["tests"])
    assert record["notebook"] == ""


@pytest.mark.parametrize("which", ["judges", "template", "sandbox"])
def test_killed_processes_are_started_anew(target: Target, hand_in: HandIn, which: str) -> None:
    task = honest(target, hand_in)
    usual = timeless(grade_submission(task))
    judges = psutil.Process(tasks._judges[True]._process.pid)
    below = judges.children(recursive=True)
    victim = {"judges": judges, "sandbox": below[0], "template": below[-1]}[which]
    victim.send_signal(signal.SIGKILL)
    assert timeless(grade_submission(task)) == usual


def test_a_judge_killed_in_the_middle_is_told(target: Target, hand_in: HandIn) -> None:
    """The runner of a judge that is gone is gone, too."""
    task = Task(
        target.reference,
        hand_in(Submission("slow", first="import time\ntime.sleep(4)")),
        TimeLimits(5.0, 20.0),
    )
    grade_submission(honest(target, hand_in))
    judges = psutil.Process(tasks._judges[True]._process.pid)
    idle = {process.pid for process in judges.children(recursive=True)}
    records: list[dict[str, Any]] = []
    thread = threading.Thread(target=lambda: records.append(grade_submission(task)))
    thread.start()
    time.sleep(1.5)
    (judge,) = [one for one in judges.children() if one.pid not in idle]
    judge.kill()
    thread.join()
    assert set(earned(records[0]).values()) == {0.0}
    assert {process.pid for process in judges.children(recursive=True)} == idle


def test_submissions_side_by_side_do_not_meet(target: Target, hand_in: HandIn) -> None:
    """Honest submissions get their marks while hostile ones run beside them."""
    bombs = [
        Submission("forks", first="import os\nwhile True: os.fork()"),
        Submission("hog", first="import os\nfor _ in range(5): os.fork()\nwhile True: pass"),
        Submission("dies", first="import os\nos._exit(1)"),
    ]
    usual = timeless(grade_submission(honest(target, hand_in)))
    results: list[dict[str, Any]] = []

    def grade_some(number: int) -> None:
        if number % 2:
            bomb = hand_in(bombs[number // 2 % 3])
            grade_submission(Task(target.reference, bomb, TimeLimits(2.0, 6.0)))
        else:
            for _ in range(3):
                results.append(timeless(grade_submission(honest(target, hand_in))))

    threads = [threading.Thread(target=grade_some, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [usual] * 9


def test_closing_stops_what_is_being_graded(target: Target, hand_in: HandIn) -> None:
    task = Task(
        target.reference,
        hand_in(Submission("slow", first="while True: pass")),
        TimeLimits(60.0, 100.0),
    )
    raised: list[BaseException] = []

    def grade_it() -> None:
        try:
            grade_submission(task)
        except Exception as error:
            raised.append(error)

    grade_submission(honest(target, hand_in))
    process = psutil.Process(tasks._judges[True]._process.pid)
    thread = threading.Thread(target=grade_it)
    thread.start()
    time.sleep(1.0)
    everything = [process, *process.children(recursive=True)]
    close_judges()
    thread.join(20)
    assert raised and not thread.is_alive()
    _, alive = psutil.wait_procs(everything, timeout=10)
    assert not alive


def test_the_judges_end_with_their_grader(target: Target) -> None:
    """A grader that is killed leaves nothing running."""
    ready, say_ready = os.pipe()
    child = os.fork()
    if child == 0:
        tasks._judges.clear()
        tasks._warm_judges(True)
        os.write(say_ready, b"!")
        time.sleep(60)
        os._exit(0)
    os.close(say_ready)
    assert os.read(ready, 1) == b"!"
    os.close(ready)
    grader = psutil.Process(child)
    everything = grader.children(recursive=True)
    assert len(everything) >= 3
    grader.kill()
    os.waitpid(child, 0)
    _, alive = psutil.wait_procs(everything, timeout=20)
    assert not alive


def test_without_isolation_the_same_marks(target: Target, hand_in: HandIn) -> None:
    content = hand_in(Submission("honest", first="open('hostile-trace', 'w').close()"))
    walled, open_ = (
        timeless(grade_submission(Task(target.reference, content, TimeLimits(5.0, 20.0), isolated)))
        for isolated in (True, False)
    )
    assert walled == open_


def test_a_system_that_cannot_isolate_is_refused(
    target: Target, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoIsolationError, match="--isolation none"):
        grade_submission(honest(target, hand_in))
