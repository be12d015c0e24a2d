"""The judge: has the student's cells run by a runner, and runs the test cells itself."""

import builtins
import contextlib
import io
import linecache
import random
import signal
import symtable
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import torch

from autograder.engine.channel import ProtocolError
from autograder.engine.conversation import CellTimeoutError, Conversation
from autograder.engine.errors import MAX_TEXT, cleaned, name_and_text
from autograder.engine.limits import TimeLimits
from autograder.engine.process import Forked, ServerDied
from autograder.engine.process import TemplateProcess as TemplateProcess
from autograder.engine.runner import MAX_OUTPUT, seed_all
from autograder.engine.sandbox import NoIsolationError
from dlcourse.outcomes import RaisedError

# Forking a runner, building its walls, the student's cells, the test cells with what they ask for.
STEPS = ("fork", "isolation", "cells", "judging")
# A runner that was interrupted has so long to say so.
_INTERRUPT_SECONDS = 2.0
# A runner that has nothing to do answers within this time.
_LISTEN_SECONDS = 5.0
# Test cells that do not end by themselves are ended so long after the student's time is over.
_OWN_SECONDS = 5.0
_AGAIN_SECONDS = 1.0


@dataclass(frozen=True)
class Cell:
    """One code cell to grade: the student's (to be run there) or a test (to be run here)."""

    role: Literal["student", "test"]
    name: str
    source: str


@dataclass(frozen=True)
class CellResult:
    """What came of one cell: the error it ended with, if any, and what it printed."""

    name: str
    error: RaisedError | None
    output: str = ""


@dataclass
class Session:
    """One submission's run: a runner, replaced by a fresh one whenever its code brings it down.

    Attributes
    ----------
    timed_out : bool
        Whether a cell has timed out: the others then get less time.
    tested : bool
        Whether a test, or a cell that was interrupted, ran since the runner was last asked.
    children : int
        How many processes the student's cells had started then.
    seconds : dict of str to float
        Where the time went, by the names in ``STEPS``.
    """

    template: TemplateProcess
    limits: TimeLimits
    until: float
    runner: Forked | None = None
    conversation: Conversation | None = None
    history: list[str] = field(default_factory=list)
    timed_out: bool = False
    tested: bool = False
    children: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STEPS, 0.0))

    def talk(self) -> Conversation:
        """Give the conversation with a living runner, its deadline set for one more cell."""
        if self.conversation is not None and self._is_disturbed(_LISTEN_SECONDS):
            # What an earlier cell has left behind must not cost this one.
            self.stop()
        if self.conversation is None:
            self.start()
        assert self.conversation is not None
        self.tested = False
        seconds = self.limits.cell_after_timeout if self.timed_out else self.limits.cell
        self.conversation.deadline = min(time.monotonic() + seconds, self.until)
        return self.conversation

    def _is_disturbed(self, seconds: float) -> bool:
        """Whether the runner does not listen, or a test has left processes of the student's.

        Those could go on to call a function of the test's, or slow the next cells down.
        """
        assert self.conversation is not None
        before, now = self.children, self.conversation.children(seconds)
        self.children = now or 0
        return now is None or (self.tested and now > before)

    def start(self) -> None:
        """Fork a runner and let it run again what the last one had run well."""
        while not self._start_once():
            pass

    def _start_once(self) -> bool:
        self.runner = self.template.start_runner()
        self.seconds["fork"] += self.runner.fork_seconds
        self.seconds["isolation"] += self.runner.isolation_seconds
        self.conversation = Conversation(self.runner.channel)
        for source in list(self.history):
            # As long as it had the first time, whatever has timed out since.
            self.conversation.deadline = min(time.monotonic() + self.limits.cell, self.until)
            try:
                self._run(self.conversation, source)
            except (CellTimeoutError, ProtocolError):
                # It ran well before and does not now: from now on it is left out.
                self.history.remove(source)
                if time.monotonic() >= self.until:
                    # Else a fresh runner would be forked for every cell that is left.
                    self.history.clear()
                self.stop()
                return False
        self.children = self.conversation.children(_LISTEN_SECONDS) or 0
        return True

    def stop(self) -> str:
        """End the runner; say why it had been ended before, if it had."""
        runner, self.runner, self.conversation = self.runner, None, None
        return runner.end() if runner else ""

    def run_cell(self, source: str) -> tuple[RaisedError | None, str]:
        """Run one of the student's cells; give its error and what it printed."""
        try:
            error, output = self._run(self.talk(), source)
        except (CellTimeoutError, ProtocolError):
            failure = self.recover()
            return failure or RaisedError("RunnerDied", "the cell could not be run"), ""
        self.history.append(source)
        return error, output

    def _run(self, conversation: Conversation, source: str) -> tuple[RaisedError | None, str]:
        try:
            described, output = conversation.ask("run", source, answers=2)
        except (CellTimeoutError, ProtocolError):
            raise
        except Exception as raised:  # the shell itself failed, as where memory has run out
            return RaisedError(type(raised).__name__, _text(raised)), ""
        try:
            if type(output) is not str:
                raise ProtocolError("an output that is no text")
            error = None if described is None else RaisedError(*name_and_text(described))
        except ProtocolError as problem:
            conversation.failure = problem
            raise
        return error, output[: MAX_OUTPUT + 100]

    def recover(self) -> RaisedError | None:
        """After a failed conversation make the next one possible; say what had failed."""
        if self.conversation is None or self.conversation.failure is None:
            return None
        failure = self.conversation.failure
        if isinstance(failure, CellTimeoutError):
            self.timed_out = True
            if self.conversation.inside:
                self.stop()
            else:
                self._interrupt()
            return RaisedError("CellTimeoutError", str(failure))
        reason = self.stop() or str(failure)
        return RaisedError("RunnerDied", f"your code ended the whole process ({reason})")

    def _interrupt(self) -> None:
        """Interrupt the runner, so that what it has defined stays; end it if it does not listen.

        Also if processes of the interrupted cell go on: they would slow all other cells down.
        """
        assert self.runner is not None and self.conversation is not None
        try:
            self.runner.interrupt()
            self.runner.channel.receive(time.monotonic() + _INTERRUPT_SECONDS)
            self.conversation.failure = None
            self.tested = True
            if self._is_disturbed(_INTERRUPT_SECONDS):
                self.stop()
        except (OSError, ProtocolError):
            self.stop()


def judge(
    template: TemplateProcess, cells: Sequence[Cell], limits: TimeLimits
) -> tuple[list[CellResult], dict[str, float]]:
    """Grade the cells of one assembled notebook, in order.

    Parameters
    ----------
    template : TemplateProcess
    cells : sequence of Cell
        The student's cells and, at their places, the unit's own test cells.
    limits : TimeLimits

    Returns
    -------
    results : list of CellResult
        One per cell, in order.
    seconds : dict of str to float
        Where the time went.

    Raises
    ------
    NoIsolationError, ServerDied
        If no runner can be started.
    """
    session = Session(template, limits, time.monotonic() + limits.submission)
    try:
        return run_cells(session, cells), dict(session.seconds)
    finally:
        session.stop()


def run_cells(session: Session, cells: Sequence[Cell]) -> list[CellResult]:
    """Run cells in order: the student's there, the tests here."""
    results = []
    for cell in cells:
        start, starting = time.monotonic(), _seconds_starting(session)
        results.append(_run_one(session, cell))
        spent = time.monotonic() - start - (_seconds_starting(session) - starting)
        session.seconds["cells" if cell.role == "student" else "judging"] += spent
    return results


def _run_one(session: Session, cell: Cell) -> CellResult:
    if time.monotonic() >= session.until:
        error = RaisedError("CellTimeoutError", "the notebook as a whole took too long")
        return CellResult(cell.name, error)
    if cell.role == "student":
        return CellResult(cell.name, *session.run_cell(cell.source))
    return CellResult(cell.name, _run_test(session, cell))


def _seconds_starting(session: Session) -> float:
    return session.seconds["fork"] + session.seconds["isolation"]


def _run_test(session: Session, cell: Cell) -> RaisedError | None:
    """Run a test cell in this process; student names in it are remote references."""
    error: Exception | None = None
    try:
        conversation = session.talk()
        seconds = conversation.deadline - time.monotonic() + _OWN_SECONDS
        with _seeds_on_both_sides(conversation), _alarm(seconds):
            # Nobody reads what it prints: NumPy may warn of what a student's code passed to it.
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                exec(_compiled(cell), _namespace(conversation, cell))
    except (NoIsolationError, ServerDied):
        raise
    except Exception as raised:  # a test cell fails by raising
        error = raised
        if isinstance(raised, CellTimeoutError) and session.conversation is not None:
            session.conversation.failure = raised
    session.tested = True
    if session.conversation is not None:
        session.conversation.forget_functions()
    # A test may have caught the exception: the conversation cannot go on all the same.
    failure = session.recover()
    if failure is not None or error is None:
        return failure
    return RaisedError(type(error).__name__, _text(error))


def _text(error: Exception) -> str:
    try:
        return cleaned(str(error)[:MAX_TEXT])
    except Exception:  # a test's message may hold something that refuses to be written out
        return ""


def _compiled(cell: Cell) -> Any:
    name = f"<test {cell.name}>"
    # Checks look here whether they stand in the hidden part.
    linecache.cache[name] = (len(cell.source), None, cell.source.splitlines(True), name)
    return compile(cell.source, name, "exec")


def _namespace(conversation: Conversation, cell: Cell) -> dict[str, Any]:
    """Bind the student's names that the cell uses, as far as the student has defined them."""
    names = _free_names(cell.source)
    known, is_double = conversation.ask("begin", names, answers=2)
    if type(known) is not dict:
        raise ProtocolError("names that are no dict")
    # A notebook that computes in double precision is tested in it, as it would be in one process.
    torch.set_default_dtype(torch.float64 if is_double is True else torch.float32)
    return {"__name__": "__main__"} | {name: known[name] for name in names if name in known}


def _free_names(source: str) -> list[str]:
    table = symtable.symtable(source, "test", "exec")
    bound = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
    return sorted(_uses(table) - bound - set(dir(builtins)))


def _uses(table: symtable.SymbolTable) -> set[str]:
    top = table.get_type() == "module"
    names = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (top or symbol.is_global())
    }
    return names.union(*(_uses(child) for child in table.get_children()), set())


@contextlib.contextmanager
def _seeds_on_both_sides(conversation: Conversation) -> Iterator[None]:
    """Let a seed that the test sets hold for the student's code too."""
    places: list[tuple[Any, str, str]] = [
        (random, "seed", "random"),
        (np.random, "seed", "numpy"),
        (torch, "manual_seed", "torch"),
        (torch.random, "manual_seed", "torch"),
    ]
    originals = [getattr(module, name) for module, name, _ in places]

    def on_both_sides(original: Callable[[Any], Any], which: str) -> Callable[..., Any]:
        def seed(value: Any = None) -> Any:
            conversation.ask("seed", which, value)
            return original(value)

        return seed

    seed_all(0)
    for (module, name, which), original in zip(places, originals, strict=True):
        setattr(module, name, on_both_sides(original, which))
    try:
        yield
    finally:
        for (module, name, _), original in zip(places, originals, strict=True):
            setattr(module, name, original)


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End a test cell that loops by itself, led astray by what the student's code returned."""
    rang = False

    def ring(*_: object) -> None:
        nonlocal rang
        rang = True
        raise CellTimeoutError("the test did not end in time")

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    # Again and again: a test may catch the exception and go on.
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if rang:
        raise CellTimeoutError("the test did not end in time")
