"""The IPython shell that executes cells without a terminal, a history or a screen."""

import builtins
import getpass
import subprocess
import sys
from typing import NoReturn

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config


class CellShell(InteractiveShell):  # type: ignore[misc]
    """An IPython shell for which ``%matplotlib`` and ``%gui`` change nothing: nobody looks."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept any graphical loop and start none."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, str]:
        """Accept any backend and keep the one without a screen."""
        return gui, "agg"

    def system(self, cmd: str) -> None:
        """Run ``!cmd``; IPython itself would want a terminal for it."""
        command = self.var_expand(cmd, depth=1)
        done = subprocess.run(
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        sys.stdout.write(done.stdout)
        self.user_ns["_exit_code"] = done.returncode


def make_shell() -> CellShell:
    """Make the process's only shell; in it nothing waits for somebody to type."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: CellShell = CellShell.instance(config=config)
    builtins.input = getpass.getpass = _refuse_input
    return shell


def _refuse_input(prompt: object = "", *_: object, **__: object) -> NoReturn:
    raise RuntimeError(
        f"input({str(prompt)[:80]!r}) waits for somebody to type, and nobody is there while a "
        "notebook is graded: write the value into the cell"
    )
