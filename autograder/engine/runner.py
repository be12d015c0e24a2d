"""The student's side: executes cells, and what test cells ask of the objects in them.

No hidden test, no expected value and no answer ever comes here: only the student's own cells, and
the arguments of calls.
"""

import contextlib
import glob
import io
import os
import random
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from autograder.engine.channel import Channel, Gone, ProtocolError
from autograder.engine.errors import cleaned, describe, rebuild
from autograder.engine.numeric import generator_parts
from autograder.engine.protocol import Ref, decode, encode

MAX_OUTPUT = 20_000
_MUTABLE = (list, tuple, dict, set, np.ndarray, torch.Tensor)


class BoundedOutput(io.TextIOBase):
    """Keeps the first characters written to it and drops the rest, so that a flood is harmless."""

    # Some programs write what they print in it; a notebook's own output says the same.
    encoding = "UTF-8"

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._left = MAX_OUTPUT

    def writable(self) -> bool:
        """Say that one can write."""
        return True

    def write(self, text: str) -> int:
        """Take a text, and refuse anything else, as every notebook does."""
        if not issubclass(type(text), str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._left > 0:
            self._parts.append(text[: self._left])
        self._left -= len(text)
        return len(text)

    def text(self) -> str:
        """Give what was kept."""
        kept = cleaned("".join(self._parts))
        return kept if self._left >= 0 else kept + "\n… (output cut here)"


class Runner:
    """Executes requests until the judge hangs up.

    Parameters
    ----------
    channel : Channel
        To the judge.
    shell : IPython shell
        With the notebook's names.
    """

    def __init__(self, channel: Channel, shell: Any) -> None:
        self.channel = channel
        self._shell = shell
        self._objects: dict[int, object] = {}
        self._running = False
        self._process = os.getpid()
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_: object) -> None:
        # A late interrupt, after the work has ended, must not break the conversation.
        if self._running:
            raise KeyboardInterrupt

    def serve(self) -> None:
        """Answer requests."""
        while True:
            request = self._decode(self.channel.receive())
            answer = self._answer(request)
            # Looked up only now: a branch has come to talk on another channel.
            self.channel.send(answer)

    def _answer(self, request: Any) -> bytes:
        number, operation, *parts = request
        outer = self._running
        try:
            self._running = True
            with _captured() as output:
                if operation == "run":
                    answer = self._run(parts[0], output)
                else:
                    answer = getattr(self, f"_do_{operation}")(*parts)
            self._running = outer
            encoded = self._encode(number, answer)
        except Gone:
            raise
        except BaseException as error:  # whatever student code raises is an answer
            self._running = outer
            encoded = self._encode_error(number, error)
        if os.getpid() != self._process:
            # A process that student code has forked, and that has come back here: one answers.
            os._exit(0)
        return encoded

    def _run(self, source: str, output: BoundedOutput) -> list[Any]:
        result = self._shell.run_cell(source, store_history=False)
        plt = sys.modules.get("matplotlib.pyplot")
        if plt is not None:
            plt.close("all")
        error = result.error_before_exec or result.error_in_exec
        return [None if error is None else describe(error), output.text()]

    def _do_listen(self) -> list[Any]:
        """Count the processes that cells have started; those of a process that has ended, too."""
        count = 0
        # Each thread has its own; a thread may be gone by now, and some systems do not tell.
        for path in glob.glob("/proc/self/task/*/children"):
            with contextlib.suppress(OSError), open(path, encoding="ascii") as file:
                count += len(file.read().split())
        return [count]

    def _do_begin(self, names: list[str]) -> list[Any]:
        """Seed the generators for a test, and give those of the names that are defined.

        Also tell whether new tensors are in double precision.
        """
        seed_all(0)
        known = self._shell.user_ns
        is_double = torch.get_default_dtype() is torch.float64
        return [{name: known[name] for name in names if name in known}, is_double]

    def _do_call(self, target: Any, args: list[Any], kwargs: dict[str, Any]) -> list[Any]:
        passed = [*args, *kwargs.values()]
        before = [self._content(value) for value in passed]
        result = target(*args, **kwargs)
        changes = [
            [index, value]
            for index, value in enumerate(passed)
            if before[index] is not None and self._content(value) != before[index]
        ]
        return [result, changes]

    def _content(self, value: object) -> bytes | None:
        """Give the content of an argument that a call could change in place."""
        if issubclass(type(value), _MUTABLE) or generator_parts(value) is not None:
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

    def _do_delete_item(self, target: Any, key: object) -> list[Any]:
        del target[key]
        return [None]

    def _do_length(self, target: Any) -> list[Any]:
        return [len(target)]

    def _do_contains(self, target: Any, value: object) -> list[Any]:
        return [bool(value in target)]

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
        target.__exit__(None, None, None)
        return [None]

    def _do_seed(self, which: str, value: Any) -> list[Any]:
        SEEDS[which](value)
        return [None]

    def _do_branch(self, path: str) -> list[Any]:
        """Fork: the child goes on from here on a connection of its own."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if os.fork() == 0:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(path)
            self.channel.close()
            self.channel = Channel(connection)
            self._process = os.getpid()
        return [os.getpid()]

    def _encode(self, number: int, answer: list[Any]) -> bytes:
        try:
            return encode(["ok", number, *answer], self._as_ref)
        except ProtocolError as error:
            return self._encode_error(number, TypeError(f"the result {error}"))

    def _encode_error(self, number: int, error: BaseException) -> bytes:
        return encode(["error", number, describe(error)], self._as_ref)

    def _as_ref(self, value: object) -> Ref:
        number = id(value)
        # Kept alive: its number stays its own for as long as the runner lives.
        self._objects[number] = value
        return Ref(number, _kind(value))

    def _decode(self, data: bytes) -> Any:
        return decode(data, self._from_ref)

    def _from_ref(self, ref: Ref) -> object:
        if ref.number < 0:
            return self._function_of_the_test(ref.number)
        return self._objects[ref.number]

    def _function_of_the_test(self, number: int) -> Callable[..., object]:
        def function(*args: object, **kwargs: object) -> object:
            if threading.current_thread() is not threading.main_thread():
                raise RuntimeError("a function of the test can be called in the main thread only")
            self.channel.send(encode(["call back", number, list(args), kwargs], self._as_ref))
            return self._wait_for_return()

        return function

    def _wait_for_return(self) -> object:
        """Wait until the test's function has returned, and serve what it asks before."""
        while True:
            message = self._decode(self.channel.receive())
            if message[1] == "return":
                return message[2]
            if message[1] == "raise":
                raise rebuild(message[2])
            self.channel.send(self._answer(message))


class _Iterator:
    """Holds an iterator so that it crosses as a reference."""

    def __init__(self, inner: Iterator[object]) -> None:
        self.inner = inner


def _kind(value: object) -> str:
    """Say in words what an object is that does not cross itself."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, np.matrix):
        return "an np.matrix"
    if isinstance(value, np.ndarray):
        return f"an array of the dtype {value.dtype}"
    if callable(value) and hasattr(value, "__name__"):
        return f"the function {value.__name__}"
    return f"an object of the class {type(value).__name__}"


@contextlib.contextmanager
def _captured() -> Iterator[BoundedOutput]:
    output = BoundedOutput()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        yield output


# The global generators that a test can seed. torch.manual_seed would look for other devices, too.
SEEDS: dict[str, Callable[[Any], object]] = {
    "random": random.seed,
    "numpy": np.random.seed,
    "torch": torch.default_generator.manual_seed,
}


def seed_all(value: int) -> None:
    """Seed every global generator."""
    for seed in SEEDS.values():
        seed(value)
