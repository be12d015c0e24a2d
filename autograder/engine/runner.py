"""The student's side: a warm template that forks runners, and the runner that executes cells.

Run as ``python -m autograder.engine.runner FD walls`` inside the sandbox. No hidden test, no
expected value and no answer ever comes here: only the student's own cells, and the arguments of
calls.
"""

import array
import contextlib
import importlib
import io
import os
import random
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.engine.isolate import Limits, isolate
from autograder.engine.protocol import Channel, Gone, ProtocolError, Ref, decode, encode

MAX_OUTPUT = 20_000
MAX_TEXT = 4_000
_WARM = ("numpy", "torch", "matplotlib.pyplot", "dlcourse.plotting", "dlcourse.testing")
_MUTABLE = (list, dict, set)


class BoundedOutput(io.TextIOBase):
    """Keeps the first characters written to it and drops the rest, so that a flood is harmless."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._left = MAX_OUTPUT

    def writable(self) -> bool:
        """Say that one can write."""
        return True

    def write(self, text: str) -> int:
        """Take a text."""
        if self._left > 0:
            self._parts.append(text[: self._left])
            self._left -= len(text)
        return len(text)

    def text(self) -> str:
        """Give what was kept."""
        kept = "".join(self._parts)
        return kept if self._left >= 0 else kept + "\n… (output cut here)"


class Runner:
    """Executes requests: cells of the notebook, and what test cells do with its objects."""

    def __init__(self, channel: Channel, shell: Any) -> None:
        self._channel = channel
        self._shell = shell
        self._objects: dict[int, object] = {}
        self._running = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_: object) -> None:
        # A late interrupt, after the work has ended, must not break the conversation.
        if self._running:
            raise KeyboardInterrupt

    def serve(self) -> None:
        """Answer requests until the judge hangs up."""
        while True:
            request = self._decode(self._channel.receive())
            answer = self._answer(request)
            # Looked up only now: a branch has come to talk on another channel.
            self._channel.send(answer)

    def _answer(self, request: Any) -> bytes:
        operation, *parts = request
        try:
            self._running = True
            with _captured() as output:
                if operation == "run":
                    answer = self._run(parts[0], output)
                else:
                    answer = getattr(self, f"_do_{operation}")(*parts)
            self._running = False
            return self._encode(["ok", *answer])
        except (Gone, ProtocolError) as error:
            return self._encode(["error", "ProtocolError", str(error), []])
        except BaseException as error:  # whatever student code raises is an answer
            return self._encode(_describe(error))
        finally:
            self._running = False

    def _run(self, source: str, output: BoundedOutput) -> list[Any]:
        result = self._shell.run_cell(source, store_history=False)
        plt = sys.modules.get("matplotlib.pyplot")
        if plt is not None:
            plt.close("all")
        error = result.error_before_exec or result.error_in_exec
        raised = None if error is None else _describe(error)[1:3]
        return [raised, output.text()]

    def _do_name(self, name: str) -> list[Any]:
        there = name in self._shell.user_ns
        return [there, self._shell.user_ns.get(name)]

    def _do_call(self, target: Any, args: list[Any], kwargs: dict[str, Any]) -> list[Any]:
        passed = [*args, *kwargs.values()]
        before = [self._fingerprint(value) for value in passed]
        result = target(*args, **kwargs)
        changes = [
            [index, value]
            for index, value in enumerate(passed)
            if before[index] is not None and self._fingerprint(value) != before[index]
        ]
        return [result, changes]

    def _fingerprint(self, value: object) -> bytes | None:
        """Give the content of an argument that a call could change in place."""
        if isinstance(value, _MUTABLE) or hasattr(value, "dtype"):
            return encode(value, lambda _: Ref(0, ""))
        return None

    def _do_get(self, target: Any, name: str) -> list[Any]:
        return [getattr(target, name)]

    def _do_set(self, target: Any, name: str, value: object) -> list[Any]:
        setattr(target, name, value)
        return [None]

    def _do_delete(self, target: Any, name: str) -> list[Any]:
        delattr(target, name)
        return [None]

    def _do_item(self, target: Any, key: object) -> list[Any]:
        return [target[key]]

    def _do_set_item(self, target: Any, key: object, value: object) -> list[Any]:
        target[key] = value
        return [None]

    def _do_length(self, target: Any) -> list[Any]:
        return [len(target)]

    def _do_contains(self, target: Any, value: object) -> list[Any]:
        return [value in target]

    def _do_iterate(self, target: Any) -> list[Any]:
        # A plain container's iterator would travel as nothing: it stays here as a reference.
        return [_Iterator(iter(target))]

    def _do_next(self, target: Any) -> list[Any]:
        try:
            return [True, next(target.inner)]
        except StopIteration:
            return [False, None]

    def _do_enter(self, target: Any) -> list[Any]:
        return [target.__enter__()]

    def _do_exit(self, target: Any) -> list[Any]:
        return [bool(target.__exit__(None, None, None))]

    def _do_branch(self, path: str) -> list[Any]:
        """Fork: the child goes on from here on a connection of its own."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if os.fork() == 0:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(path)
            self._channel.close()
            self._channel = Channel(connection)
        return [os.getpid()]

    def _do_seed(self, which: str, value: int) -> list[Any]:
        seed(which, value)
        return [None]

    def _encode(self, value: object) -> bytes:
        try:
            return encode(value, self._as_ref)
        except ProtocolError as error:
            return encode(["error", "ProtocolError", str(error), []], self._as_ref)

    def _as_ref(self, value: object) -> Ref:
        number = id(value)
        # Kept alive: its number stays its own for as long as the runner lives.
        self._objects[number] = value
        return Ref(number, _kind(value))

    def _decode(self, data: bytes) -> Any:
        return decode(data, self._from_ref)

    def _from_ref(self, ref: Ref) -> object:
        if ref.number < 0:
            return self._callback(ref.number)
        return self._objects[ref.number]

    def _callback(self, number: int) -> Callable[..., object]:
        def call_back(*args: object, **kwargs: object) -> object:
            self._channel.send(self._encode(["callback", number, list(args), kwargs]))
            word, value = self._decode(self._channel.receive())
            if word == "raise":
                raise RuntimeError(value)
            return value

        return call_back


class _Iterator:
    """Holds an iterator so that it crosses as a reference."""

    def __init__(self, inner: Iterator[object]) -> None:
        self.inner = inner


def _kind(value: object) -> str:
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if callable(value) and hasattr(value, "__name__"):
        return f"the function {value.__name__}"
    return f"an object of the class {type(value).__name__}"


def _describe(error: BaseException) -> list[Any]:
    """Turn an exception into plain data: class, text, and the classes it descends from."""
    try:
        text = str(error)[:MAX_TEXT]
    except Exception:  # a student's own __str__ may fail
        text = "(no text)"
    return ["error", type(error).__name__, text, [c.__name__ for c in type(error).__mro__]]


@contextlib.contextmanager
def _captured() -> Iterator[BoundedOutput]:
    output = BoundedOutput()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        yield output


def seed(which: str, value: int) -> None:
    """Seed one of the global generators: ``random``, ``numpy`` or ``torch``."""
    if which == "random":
        random.seed(value)
    elif which == "numpy":
        importlib.import_module("numpy").random.seed(value)
    else:
        importlib.import_module("torch").manual_seed(value)


def warm_up() -> Any:
    """Import what notebooks import and make a shell; nothing is computed, no thread started."""
    for name in _WARM:
        importlib.import_module(name)
    importlib.import_module("torch").set_num_threads(1)
    from autograder.shell import make_shell

    return make_shell()


class Template:
    """Forks runners on demand and ends them; student code never runs in it."""

    def __init__(self, connection: socket.socket, walls: bool) -> None:
        self._connection = connection
        self._walls = walls
        self._shell = warm_up()

    def serve(self) -> None:
        """Obey one-byte commands until the judge hangs up.

        ``F`` with a socket forks a runner on it and answers its guard's number; ``I`` and ``K``
        with such a number interrupt or kill it.
        """
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._connection.sendall(b"ready")
        while True:
            data, fds = _receive_with_fds(self._connection)
            if not data:
                return
            if data[:1] == b"F":
                self._fork(fds[0])
            else:
                self._signal(data[:1], int(data[1:]))

    def _fork(self, descriptor: int) -> None:
        child = os.fork()
        if child == 0:
            self._become_runner(descriptor)
        os.close(descriptor)
        self._connection.sendall(f"{child:<16}".encode())

    def _become_runner(self, descriptor: int) -> None:
        channel = Channel(socket.socket(fileno=descriptor))
        try:
            self._connection.close()
            if self._walls:
                isolate(Limits())
            for which in ("random", "numpy", "torch"):
                seed(which, 0)
            channel.send(b"ready")
            Runner(channel, self._shell).serve()
        except Gone:
            pass
        except BaseException as error:
            with contextlib.suppress(Exception):
                channel.send(f"failed: {type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)

    def _signal(self, command: bytes, child: int) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGINT if command == b"I" else signal.SIGKILL)
            if command == b"K":
                os.waitpid(child, 0)
        self._connection.sendall(b".")


def _receive_with_fds(connection: socket.socket) -> tuple[bytes, list[int]]:
    data, ancillary, _, _ = connection.recvmsg(64, socket.CMSG_LEN(array.array("i").itemsize))
    fds = array.array("i")
    for level, kind, payload in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
    return data, list(fds)


def main(arguments: Sequence[str]) -> None:
    """Serve as the template: ``FD walls`` isolates each runner, ``FD open`` does not."""
    Template(socket.socket(fileno=int(arguments[0])), arguments[1] == "walls").serve()


if __name__ == "__main__":
    main(sys.argv[1:])
