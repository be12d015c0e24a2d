"""Shows an exercise that was not attempted yet as one calm line, not as a traceback."""

import sys
import traceback
from types import TracebackType
from typing import Any

STUB_TEXT = "Not attempted yet"


def show_stubs_kindly() -> None:
    """Tell IPython, if it runs, how to show the error that a stub raises."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None:
        shell.set_custom_exc((NotImplementedError,), _show)


def _show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """Show a stub's error shortly and any other NotImplementedError as usual."""
    if str(error).startswith(STUB_TEXT):
        lines = [_line(trace)]
    else:
        lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
    shell._showtraceback(kind, error, lines)
    return lines


def _line(trace: TracebackType | None) -> str:
    steps = traceback.extract_tb(trace)
    name = steps[-1].name if steps else ""
    what = name if name.isidentifier() else "This exercise"
    return (
        f"· {what} is not attempted yet: write your code between the two marker lines of its "
        "cell, run that cell, then run this one again."
    )
