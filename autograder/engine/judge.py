"""The judge: has the student's cells run by a runner, and runs the test cells itself."""

import builtins
import contextlib
import io
import linecache
import random
import socket
import subprocess
import symtable
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from autograder.engine import sandbox
from autograder.engine.limits import TimeLimits
from autograder.engine.protocol import Channel, Gone, ProtocolError
from autograder.engine.remote import CellTimeoutError, Conversation
from dlcourse.outcomes import RaisedError

START_SECONDS = 60.0
INTERRUPT_SECONDS = 2.0
MAX_RESTARTS = 8


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


class TemplateProcess:
    """The warm process inside the sandbox; runners are forked from it.

    Parameters
    ----------
    isolated : bool
        False builds no walls: for answers that come with the course, and nothing else.
    """

    def __init__(self, *, isolated: bool = True) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        start = sandbox.start if isolated else sandbox.start_without_walls
        with theirs:
            self._process: subprocess.Popen[bytes] = start("autograder.engine.runner", theirs)
        self._control = ours
        self._control.settimeout(START_SECONDS)
        if self._read(5) != b"ready":
            raise sandbox.NoIsolationError(self._why_not())

    def _read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._control.recv(count - len(data))
            if not part:
                break
            data += part
        return data

    def _why_not(self) -> str:
        self._process.kill()
        said = self._process.communicate()[1].decode(errors="replace").strip()
        return f"student code cannot be isolated on this system: {said[-600:]}"

    def fork(self) -> tuple[int, Channel]:
        """Start a runner.

        Returns
        -------
        tuple of (int, Channel)
            Its guard's number and the connection to it.

        Raises
        ------
        sandbox.NoIsolationError
            If one of its walls cannot be built.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            socket.send_fds(self._control, [b"F"], [theirs.fileno()])
            number = int(self._read(16))
        channel = Channel(ours)
        try:
            said = channel.receive(time.monotonic() + START_SECONDS)
        except Gone:
            said = b"it ended"
        if said != b"ready":
            self.kill(number)
            raise sandbox.NoIsolationError(
                f"a runner cannot be isolated on this system: {said.decode(errors='replace')}"
            )
        return number, channel

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def interrupt(self, number: int) -> None:
        """Send a runner the signal of Ctrl-C."""
        self._control.sendall(f"I{number}".encode())
        self._read(1)

    def kill(self, number: int) -> None:
        """End a runner with everything it started, and wait until it is gone."""
        self._control.sendall(f"K{number}".encode())
        self._read(1)

    def close(self) -> None:
        """End the template and every runner."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()


@dataclass
class Session:
    """One submission's run: a runner, replaced by a fresh one whenever its code brings it down."""

    template: TemplateProcess
    limits: TimeLimits
    until: float
    number: int = 0
    channel: Channel | None = None
    conversation: Conversation | None = None
    history: list[str] = field(default_factory=list)
    restarts: int = 0

    def start(self) -> None:
        """Fork a runner and let it run again what the last one had run well."""
        self.number, self.channel = self.template.fork()
        self.conversation = Conversation(self.channel)
        for source in list(self.history):
            self._ask_to_run(source)

    def stop(self) -> None:
        """End the runner."""
        if self.channel is not None:
            self.channel.close()
            self.template.kill(self.number)
        self.channel = self.conversation = None

    def talk(self) -> Conversation:
        """Give the conversation with a living runner, its deadline set for one more cell."""
        if self.conversation is None:
            if self.restarts > MAX_RESTARTS:
                raise Gone("the notebook brought its runner down too often")
            self.restarts += 1
            self.start()
        assert self.conversation is not None
        self.conversation.deadline = min(time.monotonic() + self.limits.cell, self.until)
        return self.conversation

    def run_cell(self, source: str) -> tuple[RaisedError | None, str]:
        """Run one of the student's cells; give its error and what it printed."""
        try:
            raised, output = self._ask_to_run(source)
        except CellTimeoutError:
            self.after_timeout()
            return RaisedError("CellTimeoutError", "the cell did not end in time"), ""
        except (Gone, ProtocolError) as error:
            self.stop()
            return RaisedError("RunnerDied", f"the cell ended the whole process ({error})"), ""
        self.history.append(source)
        return (RaisedError(str(raised[0]), str(raised[1])) if raised else None), str(output)

    def _ask_to_run(self, source: str) -> list[Any]:
        conversation = self.talk()
        answer = conversation.ask("run", source)
        if len(answer) != 2 or not (answer[0] is None or isinstance(answer[0], list)):
            raise ProtocolError("not an answer to a cell")
        return answer

    def after_timeout(self) -> None:
        """Interrupt the runner; end it when it does not listen."""
        if self.channel is None:
            return
        self.template.interrupt(self.number)
        try:
            self.channel.receive(time.monotonic() + INTERRUPT_SECONDS)
        except (TimeoutError, ProtocolError):
            self.stop()


def judge(template: TemplateProcess, cells: Sequence[Cell], limits: TimeLimits) -> list[CellResult]:
    """Grade the cells of one assembled notebook, in order.

    Parameters
    ----------
    template : TemplateProcess
    cells : sequence of Cell
        The student's cells and, at their places, the unit's own test cells.
    limits : TimeLimits

    Returns
    -------
    list of CellResult
        One per cell, in order.
    """
    session = Session(template, limits, time.monotonic() + limits.submission)
    try:
        return run_cells(session, cells)
    finally:
        session.stop()


def run_cells(session: Session, cells: Sequence[Cell]) -> list[CellResult]:
    """Run cells in order: the student's there, the tests here."""
    results = []
    for cell in cells:
        if time.monotonic() >= session.until:
            error = RaisedError("CellTimeoutError", "the notebook as a whole took too long")
            results.append(CellResult(cell.name, error))
        elif cell.role == "student":
            results.append(CellResult(cell.name, *session.run_cell(cell.source)))
        else:
            results.append(CellResult(cell.name, _run_test(session, cell)))
    return results


def _run_test(session: Session, cell: Cell) -> RaisedError | None:
    """Run a test cell in this process; student names in it are remote references."""
    try:
        conversation = session.talk()
        with _seeds_on_both_sides(conversation), contextlib.redirect_stdout(io.StringIO()):
            exec(_compiled(cell), _namespace(conversation, cell))
    except CellTimeoutError as error:
        session.after_timeout()
        return RaisedError("CellTimeoutError", str(error))
    except (Gone, ProtocolError) as error:
        session.stop()
        return RaisedError("RunnerDied", f"your code ended the whole process ({error})")
    except Exception as error:  # a test cell fails by raising
        return RaisedError(type(error).__name__, str(error))
    return None


def _compiled(cell: Cell) -> Any:
    name = f"<test {cell.name}>"
    # Checks look here whether they stand in the hidden part.
    linecache.cache[name] = (len(cell.source), None, cell.source.splitlines(True), name)
    return compile(cell.source, name, "exec")


def _namespace(conversation: Conversation, cell: Cell) -> dict[str, Any]:
    """Bind the student's names that the cell uses, as far as the student has defined them."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for name in _free_names(cell.source):
        there, value = conversation.ask("name", name)
        if there is True:
            namespace[name] = value
    return namespace


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
    import torch

    places = [(random, "seed", "random"), (np.random, "seed", "numpy")]
    places += [(torch, "manual_seed", "torch")]
    originals = [getattr(module, name) for module, name, _ in places]

    def on_both_sides(original: Any, which: str) -> Any:
        def seed(value: int) -> Any:
            conversation.ask("seed", which, value)
            return original(value)

        return seed

    for (module, name, which), original in zip(places, originals, strict=True):
        original(0)
        setattr(module, name, on_both_sides(original, which))
    try:
        yield
    finally:
        for (module, name, _), original in zip(places, originals, strict=True):
            setattr(module, name, original)
