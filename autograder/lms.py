"""What learning management systems call a student's file in a "download all" zip."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

# Moodle: "Ada Lovelace_12345_assignsubmission_file_/01_perceptron.ipynb", or without the folder.
# The first number counts: the student chooses the file's name, which may look like all this, too.
_MOODLE = re.compile(r"^(?P<name>.+?)_(?P<number>\d+)_assignsubmission_file_(?P<file>.*)$")
# Canvas: "lovelaceada_LATE_12345_67890_01_perceptron-1.ipynb".
_CANVAS = re.compile(
    r"^(?P<name>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_(?P<submission>\d+)_(?P<file>.+)$"
)
# Python refuses to read longer numbers; no system gives them.
_MAX_DIGITS = 1_000
# Deeper in a zip nobody looks for the folders of students.
_MAX_DEPTH = 30

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Owner:
    """Whose file an entry of a zip is, and which one.

    Attributes
    ----------
    student : str
        The id under which the student is graded: as in the zip, or ``NAME_NUMBER``.
    order : tuple of int
        Of two notebooks of the unit by one student the one with the larger order counts; empty
        if the file is not the unit's notebook.
    by_system : bool
        Whether a learning management system named the file.
    late : bool
        Whether the system marks it as late.
    """

    student: str
    order: tuple[int, ...] = (0,)
    by_system: bool = False
    late: bool = False


def owners(entries: Sequence[str], unit: str) -> Iterator[Owner | None]:
    """Tell whose file each entry of a zip is.

    Parameters
    ----------
    entries : sequence of str
        The entries' names; that of a folder ends in a slash.
    unit : str
        The unit's name.

    Yields
    ------
    Owner or None
        None if the entry belongs to no student.
    """
    students = {_path(e).parts[:-2] for e in entries if _is_plain(_path(e), unit)}
    # The class may stand in folders of the zip, which every student's path then begins with.
    tops = {student[:-1] for student in students}
    inside = {top for top in tops if _student_in(top, students, tops, unit)}
    tops -= inside
    for entry in entries:
        path = _path(entry)
        if any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
            yield None
        else:
            student = _student_in(path.parts, students, tops, unit)
            yield (
                _by_student(path, student, unit)
                or _by_system(path, unit)
                or _by_folder(path, tops, entry.endswith("/"))
            )


def _path(entry: str) -> PurePosixPath:
    # Some programs write Windows' separator into zip files.
    return PurePosixPath(entry.replace("\\", "/"))


def _student_in(parts: Parts, students: set[Parts], tops: set[Parts], unit: str) -> Parts:
    """Give the first folder on the way that is a student's; empty if there is none.

    All that lies in it is that student's, also what looks like the folder of another one.
    """
    for length in range(1, min(len(parts), _MAX_DEPTH) + 1):
        holds_unit = parts[length : length + 1] == (unit,) and parts[: length - 1] in tops
        if holds_unit or parts[:length] in students:
            return parts[:length]
    return ()


def _by_student(path: PurePosixPath, student: Parts, unit: str) -> Owner | None:
    """Tell the owner of what lies in a student's folder."""
    if not student:
        return None
    is_notebook = path.parts[len(student) :] == (unit, f"{unit}.ipynb")
    return Owner(student[-1], (0,) if is_notebook else ())


def _by_system(path: PurePosixPath, unit: str) -> Owner | None:
    """Tell the owner by how a learning management system names files."""
    for part in path.parts:
        match = _MOODLE.match(part)
        if match:
            is_unit = _is_unit(match["file"] or path.name, unit)
            order: tuple[int, ...] = (_copy(path.stem),) if is_unit else ()
            return Owner(f"{match['name']}_{match['number']}", order, by_system=True)
    match = _CANVAS.match(path.name)
    if match:
        copy = _copy(PurePosixPath(match["file"]).stem)
        order = (_number(match["submission"]), copy) if _is_unit(match["file"], unit) else ()
        student = f"{match['name']}_{match['number']}"
        return Owner(student, order, by_system=True, late=bool(match["late"]))
    return None


def _by_folder(path: PurePosixPath, tops: set[Parts], is_folder: bool) -> Owner | None:
    """Tell the owner of what lies beside the folders of students that have handed in."""
    for top in tops:
        inner = path.parts[len(top) :]
        if path.parts[: len(top)] == top and len(inner) + is_folder >= 2:
            return Owner(inner[0], ())
    return None


def _is_plain(path: PurePosixPath, unit: str) -> bool:
    return (
        len(path.parts) >= 3
        and path.parts[-2:] == (unit, f"{unit}.ipynb")
        and not _by_system(path, unit)
    )


def _is_unit(file: str, unit: str) -> bool:
    """Whether a file name is the unit's, perhaps with the number of a copy: ``unit-1``."""
    return re.fullmatch(rf"{re.escape(unit)}(?:[-_ ]?\(?\d+\)?)?\.ipynb", file) is not None


def _copy(stem: str) -> int:
    found = re.search(r"[-_ ]\(?(\d+)\)?$", stem)
    return _number(found[1]) if found else 0


def _number(digits: str) -> int:
    return int(digits[:_MAX_DIGITS])


def number_of(student: str) -> str:
    """Give the system's own number of a student, the digits at the end of the id, or nothing."""
    found = re.search(r"_(\d+)$", student)
    return found[1] if found else ""
