"""Where data sets may lie on this computer."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dlcourse.data.catalog import IDX_FILES, SETS, Arrays, DataError, SetSpec
from dlcourse.data.cifar import cifar_readers
from dlcourse.data.idx import idx_paths, read_idx, read_idx_set

COMMON_PLACES = ("data", "../data", "../../data", "~/data", "~/datasets", "/usr/share/datasets")
"""Folders that other courses, torchvision's examples and Debian's packages use."""


@dataclass(frozen=True)
class Found:
    """A data set that seems to be there.

    Attributes
    ----------
    place : Path
        The folder or file.
    named : bool
        Whether the user named the folder, rather than it being one of the usual places.
    read : function
        Reads it; raises DataError when it turns out to be damaged.
    """

    place: Path
    named: bool
    read: Callable[[], Arrays]


def cache_folder() -> Path:
    """Return the folder that downloads go to; it need not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path("dlcourse", appauthor=False)


def candidates(spec: SetSpec, folder: str | os.PathLike[str] | None) -> Iterator[Found]:
    """Look for a data set, the best place first.

    Parameters
    ----------
    spec : SetSpec
        The data set.
    folder : path, optional
        Look only there. Otherwise look in the folder that ``DLCOURSE_DATA`` names, in the cache
        and in `COMMON_PLACES`.

    Yields
    ------
    Found
        What seems to be the data set.

    Raises
    ------
    DataError
        When a folder that the user named does not exist.
    """
    for place, named in _places(folder):
        for subfolder in spec.subfolders:
            try:
                found = _found_in(spec, place / subfolder)
            except OSError:  # E.g. a folder that may not be entered.
                continue
            for path, read in found:
                yield Found(path, named, read)


def _places(folder: str | os.PathLike[str] | None) -> Iterator[tuple[Path, bool]]:
    if folder is not None:
        yield _named_folder("folder", folder), True
        return
    if from_environment := os.environ.get("DLCOURSE_DATA"):
        yield _named_folder("DLCOURSE_DATA", from_environment), True
    yield cache_folder(), False
    for place in COMMON_PLACES:
        yield Path(os.path.expanduser(place)), False


def _named_folder(source: str, folder: str | os.PathLike[str]) -> Path:
    path = Path(os.path.expanduser(folder))
    if not path.is_dir():
        raise DataError(
            f"{source} is {os.fspath(folder)!r}, but there is no such folder. Name the folder that "
            "holds the data sets, or leave it out."
        )
    return path


def _found_in(spec: SetSpec, folder: Path) -> list[tuple[Path, Callable[[], Arrays]]]:
    if spec.name == "cifar10":
        return cifar_readers(folder)
    paths = idx_paths(folder)
    if paths is None or _is_another_set(spec, paths):
        return []
    return [(folder, partial(read_idx_set, paths, len(spec.class_names)))]


def _is_another_set(spec: SetSpec, paths: list[Path]) -> bool:
    """Tell MNIST from Fashion-MNIST, whose files have the same names, by the training labels."""
    labels = IDX_FILES[1]
    others = {
        file.sha256
        for other in SETS.values()
        for file in other.files
        if other.name != spec.name and file.name.startswith(labels)
    }
    try:
        array = read_idx(paths[1])
    except DataError:
        return False  # Reading the set will say what is wrong.
    header = b"\0\0\x08\x01" + len(array).to_bytes(4, "big")
    return hashlib.sha256(header + array.tobytes()).hexdigest() in others
