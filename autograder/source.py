"""Reads a unit's source, ``course/NN_topic.py``, into plain cells."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import jupytext

from autograder.markers import END, HIDDEN_END, HIDDEN_START, START

Role = Literal["text", "question", "code", "given", "exercise", "tests"]

_HEADER = re.compile(r"^# %%(?!%)")
_TAGS_NO_LIST = re.compile(r"\btags=(?!\[\s*['\"\]])")
_ROLES: tuple[Role, ...] = ("exercise", "tests", "given", "question")


class SourceError(Exception):
    """Raised for a source file that cannot be read as a unit; the text says where and why."""


@dataclass(frozen=True)
class Problem:
    """One reason to refuse a unit."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class Cell:
    """One cell of a unit.

    Attributes
    ----------
    role : str
        What the cell is for: ``text`` or ``question`` (markdown), ``code``, ``given`` (code that
        students get complete and locked), ``exercise`` or ``tests``.
    name : str
        The id in the cell's header; for tests the id of their exercise; empty for text and code.
    source : str
        The cell's text without its header.
    line : int
        The line of the header in the source file, counted from 1.
    points : object
        What the header gives as points; None when it gives none.
    tags : tuple of str
        Jupyter tags, such as ``skip-execution``.
    """

    role: Role
    name: str
    source: str
    line: int
    points: object = None
    tags: tuple[str, ...] = ()

    @property
    def is_markdown(self) -> bool:
        """Whether the cell is text."""
        return self.role in ("text", "question")


@dataclass(frozen=True)
class Unit:
    """A unit of the course: its name (``NN_topic``), its file and its cells in order."""

    name: str
    path: Path
    cells: tuple[Cell, ...]

    @property
    def exercises(self) -> tuple[Cell, ...]:
        """The exercise cells in order."""
        return tuple(cell for cell in self.cells if cell.role == "exercise")

    def test_names(self) -> dict[str, list[str]]:
        """Give each exercise's test ids: ``{"sigmoid": ["sigmoid_test_1", ...]}``."""
        names: dict[str, list[str]] = {cell.name: [] for cell in self.exercises}
        for cell in self.cells:
            if cell.role == "tests":
                tests = names.setdefault(cell.name, [])
                tests.append(f"{cell.name}_test_{len(tests) + 1}")
        return names


def read_unit(path: Path) -> Unit:
    """Read a percent file.

    Parameters
    ----------
    path : Path
        ``course/NN_topic.py``.

    Returns
    -------
    Unit

    Raises
    ------
    SourceError
        If the file cannot be read, does not begin with a cell header, or has a header with two
        roles.
    """
    return Unit(path.stem, path, tuple(_cell(path, *found) for found in read_percent(path)))


def read_percent(path: Path) -> list[tuple[int, str, dict[str, object], str]]:
    """Read any percent file into (header line, cell type, header metadata, source) per cell."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        if _HEADER.match(line):
            lines.append(number)
            if _TAGS_NO_LIST.search(line):
                raise SourceError(
                    f'{path}:{number}: tags must be a list such as tags=["skip-execution"]'
                )
    try:
        notebook = jupytext.reads(text, fmt="py:percent")
    except Exception as error:  # jupytext and nbformat raise many kinds for a malformed file
        raise SourceError(f"{path}:1: cannot be read as cells: {error}") from error
    if not lines or len(lines) != len(notebook.cells):
        raise SourceError(
            f"{path}:1: {len(notebook.cells)} cells but {len(lines)} headers: the file has to "
            "begin with a cell header `# %%` and every cell needs one"
        )
    return [
        (line, cell.cell_type, dict(cell.metadata), cell.source)
        for line, cell in zip(lines, notebook.cells, strict=True)
    ]


def _cell(path: Path, line: int, kind: str, metadata: dict[str, object], source: str) -> Cell:
    if "incorrectly_encoded_metadata" in metadata:
        raise SourceError(
            f"{path}:{line}: cannot read {metadata['incorrectly_encoded_metadata']!r} in this "
            'header: ids stand in double quotes, such as exercise="sigmoid"'
        )
    roles = [role for role in _ROLES if role in metadata]
    if len(roles) > 1:
        raise SourceError(f"{path}:{line}: a cell has one role, this header gives {roles}")
    if kind not in ("code", "markdown"):
        raise SourceError(f"{path}:{line}: a cell is code or [markdown], not [{kind}]")
    plain: Role = "text" if kind == "markdown" else "code"
    role = roles[0] if roles else plain
    if (role in ("text", "question")) != (kind == "markdown"):
        raise SourceError(f"{path}:{line}: a cell with the role {role!r} cannot be {kind}")
    tags: Any = metadata.get("tags", [])
    return Cell(
        role, str(metadata.get(role, "")), source, line, metadata.get("points"), tuple(tags)
    )


def visible_part(source: str) -> str:
    """Give a test cell as students see it. The source must have both markers, once."""
    lines = source.splitlines()
    bare = [line.strip() for line in lines]
    return "\n".join(lines[: bare.index(HIDDEN_START)] + lines[bare.index(HIDDEN_END) + 1 :])


def split_region(source: str) -> tuple[str, str, str]:
    """Split an exercise into what stands before, inside and after its region.

    The marker lines belong to the outer parts. The source must have both markers, once.
    """
    lines = source.splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.strip() == START)
    end = next(i for i, line in enumerate(lines) if line.strip() == END)
    return "".join(lines[: start + 1]), "".join(lines[start + 1 : end]), "".join(lines[end:])
