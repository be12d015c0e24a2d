"""Jupyter servers for tests."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PATIENCE = 180  # seconds: a slow computer is no failure


@dataclass(frozen=True)
class JupyterServer:
    """A running server: its address, which ends in a slash, and its token."""

    url: str
    token: str


def jupyter_environment(home: Path, config: Path) -> dict[str, str]:
    """Let Jupyter find the settings in ``config``, and nothing of the person who runs the test."""
    scripts = str(Path(sys.executable).parent)
    own = {
        f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")
    }
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    return os.environ | own | {"JUPYTER_CONFIG_PATH": str(config), "PATH": path}


@contextmanager
def _running(folder: Path, environment: dict[str, str]) -> Iterator[JupyterServer]:
    """Run JupyterLab in a folder until the block ends."""
    runtime = Path(environment["JUPYTER_RUNTIME_DIR"])
    runtime.mkdir(parents=True)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0"]
    with (runtime / "server.log").open("w+b") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield _wait_for_start(process, runtime)
        finally:
            process.terminate()  # the server ends its kernels, too
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_start(process: subprocess.Popen[bytes], runtime: Path) -> JupyterServer:
    """Wait for the file in which a server that listens says where."""
    said = runtime / f"jpserver-{process.pid}.json"
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        if said.exists() and said.stat().st_size:
            server = json.loads(said.read_text(encoding="utf-8"))
            # The file is written a moment before the server answers.
            with (
                contextlib.suppress(OSError),
                socket.create_connection((server["hostname"], server["port"]), 1),
            ):
                return JupyterServer(server["url"], server["token"])
        time.sleep(0.1)
    pytest.fail(f"Jupyter did not start: {(runtime / 'server.log').read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def run_jupyter() -> Callable[[Path, dict[str, str]], AbstractContextManager[JupyterServer]]:
    """Give ``run_jupyter(folder, environment)``, a context manager: a server while it lasts."""
    return _running


@pytest.fixture(scope="session")
def clean_environment() -> Callable[[Path, Path], dict[str, str]]:
    """Give ``clean_environment(home, config)``: environment variables for Jupyter's commands."""
    return jupyter_environment
