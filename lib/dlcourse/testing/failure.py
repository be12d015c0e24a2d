"""The failed check: what the student reads, and what a hidden test keeps to itself."""

import linecache
import os
import sys
import sysconfig
import traceback
from types import FrameType

HIDDEN_BEGIN = "### BEGIN HIDDEN TESTS"
HIDDEN_END = "### END HIDDEN TESTS"


class CheckFailed(AssertionError):
    """A check that did not pass.

    Parameters
    ----------
    name : str
        What was checked.
    summary : str
        What is wrong.
    cause : str
        The likely mistake, or "".
    hint : str
        The hint that the test gives, or "".
    detail : str
        The values that show it, or "" in a hidden test.
    hidden : bool
        Whether the check stands in the hidden part of a test cell.
    """

    def __init__(
        self,
        name: str,
        summary: str,
        cause: str = "",
        hint: str = "",
        detail: str = "",
        hidden: bool = False,
    ) -> None:
        super().__init__(name, summary, cause, hint, detail, hidden)
        self.name = name
        self.summary = summary
        self.cause = cause
        self.hint = hint
        self.detail = detail
        self.hidden = hidden

    def __str__(self) -> str:
        return " ".join([_sentence(f"{self.name}: {self.summary}"), *self._explanation()])

    def _explanation(self) -> list[str]:
        lines = []
        if self.cause:
            lines.append(_sentence(f"Likely cause: {self.cause}"))
        if self.hint:
            lines.append(_sentence(f"Hint: {self.hint}"))
        if self.detail:
            lines.append(_sentence(self.detail))
        return lines

    def _render_traceback_(self) -> list[str]:
        """Show a few lines in a notebook; IPython calls this in place of its long traceback."""
        lines = [_sentence(f"✗ {self.name}: {self.summary}"), *self._explanation()]
        if self.hidden:
            lines.append("This check stands in the hidden part of the test cell.")
        else:
            lines.extend(self._place())
        return lines

    def _place(self) -> list[str]:
        """Return the line of the test cell that failed."""
        steps = [
            step
            for step in traceback.extract_tb(self.__traceback__)
            if not step.filename.startswith(_OWN_FOLDER)
        ]
        if not steps or not steps[-1].line:
            return []
        return [f"In line {steps[-1].lineno} of the test: {steps[-1].line}"]


def called_from_hidden_region() -> bool:
    """Tell whether the check that runs now was called from the hidden part of a test cell."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if not frame.f_code.co_filename.startswith(_NO_CELLS) and _is_hidden(frame):
            return True
        frame = frame.f_back
    return False


def _is_hidden(frame: FrameType) -> bool:
    """Tell whether the line that a frame runs lies between the two markers."""
    lines = [line.strip() for line in linecache.getlines(frame.f_code.co_filename)]
    here = frame.f_lineno or 0
    hidden = False
    for line in lines[:here]:
        if line.startswith(HIDDEN_BEGIN):
            hidden = True
        elif line.startswith(HIDDEN_END):
            hidden = False
    return hidden and any(line.startswith(HIDDEN_END) for line in lines[here:])


# The source of this package, of Python and of installed packages holds no test cells: reading it
# all for every failed check would cost more than the check.
_OWN_FOLDER = os.path.dirname(called_from_hidden_region.__code__.co_filename) + os.sep
_NO_CELLS = (
    _OWN_FOLDER,
    *(sysconfig.get_path(name) + os.sep for name in ("stdlib", "purelib", "platlib")),
    "<frozen ",
)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."
