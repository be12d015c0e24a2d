"""What learning management systems call a student's file in a "download all" zip."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

# Moodle: "Ada Lovelace_12345_assignsubmission_file_/01_perceptron.ipynb", or without the folder.
_MOODLE = re.compile(r"^(?P<name>.+)_(?P<number>\d+)_assignsubmission_file_(?P<file>.*)$")
# Canvas: "lovelaceada_LATE_12345_67890_01_perceptron-1.ipynb".
_CANVAS = re.compile(
    r"^(?P<name>[^_]+)_(?:LATE_)?(?P<number>\d+)_(?P<submission>\d+)_(?P<file>.+)$"
)


@dataclass(frozen=True)
class Owner:
    """Whose file an entry of a zip is, and how new.

    Attributes
    ----------
    student : str
        The id under which the student is graded: as in the zip, or ``NAME_NUMBER``.
    order : tuple of int
        Of two files of one student the one with the larger order counts.
    """

    student: str
    order: tuple[int, ...] = (0,)


def owner(entry: str, unit: str) -> Owner | None:
    """Tell whose submission of a unit a zip's entry is.

    Parameters
    ----------
    entry : str
        The entry's name, with slashes.
    unit : str
        The unit's name.

    Returns
    -------
    Owner or None
        None if the entry is no submission of the unit.
    """
    path = PurePosixPath(entry)
    if path.suffix != ".ipynb" or "__MACOSX" in path.parts:
        return None
    for part in path.parts:
        match = _MOODLE.match(part)
        if match and _is_unit(match["file"] or path.name, unit):
            return Owner(f"{match['name']}_{match['number']}", (_copy(path.stem),))
    match = _CANVAS.match(path.name)
    if match and _is_unit(match["file"], unit):
        order = (int(match["submission"]), _copy(PurePosixPath(match["file"]).stem))
        return Owner(f"{match['name']}_{match['number']}", order)
    if len(path.parts) >= 3 and path.parts[-2:] == (unit, f"{unit}.ipynb"):
        return Owner(path.parts[-3])
    return None


def _is_unit(file: str, unit: str) -> bool:
    """Whether a file name is the unit's, perhaps with the number of a copy: ``unit-1``."""
    return re.fullmatch(rf"{re.escape(unit)}(?:[-_ ]?\(?\d+\)?)?\.ipynb", file) is not None


def _copy(stem: str) -> int:
    found = re.search(r"[-_ ]\(?(\d+)\)?$", stem)
    return int(found[1]) if found else 0


def number_of(student: str) -> str:
    """Give the system's own number of a student, the digits at the end of the id, or nothing."""
    found = re.search(r"_(\d+)$", student)
    return found[1] if found else ""
