"""Loading a data set: from this computer, by a download, or a stand-in, in this order."""

import os
from pathlib import Path

from dlcourse.data import places, standins
from dlcourse.data.catalog import FASHION_CLASSES, SETS, Arrays, DataError, SetSpec
from dlcourse.data.dataset import ImageDataset
from dlcourse.data.download import download, is_intact

_STAND_INS = {
    "mnist": standins.mnist_arrays,
    "fashion_mnist": standins.fashion_arrays,
    "cifar10": standins.color_arrays,
}

STANDS_IN = "so this stands in"
"""Words of the line that says that a stand-in took the place of a data set."""

_failed_downloads: list[str] = []
"""Why downloads failed in this process. After one failure the next call does not try again."""


def where(name: str) -> Path | None:
    """Say where a data set lies on this computer, without reading all of it.

    Parameters
    ----------
    name : {"mnist", "fashion_mnist", "cifar10"}
        The data set.

    Returns
    -------
    Path or None
        A folder or file; None when the set is not here.

    Raises
    ------
    DataError
        When there is no set of this name, or ``DLCOURSE_DATA`` names no folder.
    """
    found = next(places.candidates(_spec(name), None), None)
    return found.place if found else None


def fetch(name: str, folder: str | os.PathLike[str] | None = None) -> Path:
    """Download a data set, unless it is there already and intact.

    Parameters
    ----------
    name : {"mnist", "fashion_mnist", "cifar10"}
        The data set.
    folder : path, optional
        Where to put it, in a subfolder of the set's name. Default: the user's cache.

    Returns
    -------
    Path
        The folder with the set's files.

    Raises
    ------
    DataError
        When there is no set of this name, ``DLCOURSE_OFFLINE=1`` forbids downloads, all mirrors
        fail, or the files cannot be written.
    """
    spec = _spec(name)
    target = Path(os.path.expanduser(folder or places.cache_folder())) / spec.name
    missing = [file for file in spec.files if not is_intact(target / file.name, file)]
    if missing and _is_offline():
        raise DataError(
            f"{spec.title} is not in {target}, and DLCOURSE_OFFLINE=1 forbids downloads. Unset it."
        )
    for file in missing:
        download(file, spec.mirrors, target)
    return target


def _spec(name: str) -> SetSpec:
    if name not in SETS:
        raise DataError(f"There is no data set {name!r}. The sets are {', '.join(SETS)}.")
    return SETS[name]


def load(spec: SetSpec, folder: str | os.PathLike[str] | None) -> ImageDataset:
    """Load a data set from this computer, or by a download, or its stand-in.

    Parameters
    ----------
    spec : SetSpec
        The data set.
    folder : path or None
        Look only there.

    Returns
    -------
    ImageDataset
        For a stand-in, one line is printed.

    Raises
    ------
    DataError
        When a folder that the user named does not exist, or does not hold the set, or holds it
        damaged.
    """
    dataset = _load_local(spec, folder)
    if dataset is not None:
        return dataset
    if folder is not None:
        raise DataError(
            f"{spec.title} is not in the folder {os.fspath(folder)!r}. Looked there and in its "
            f"subfolders {', '.join(filter(None, spec.subfolders))} for {spec.looked_for}. Name "
            "the folder that holds the set, or leave it out to get the set from elsewhere."
        )
    if _is_offline():
        return _stand_in(spec, "DLCOURSE_OFFLINE=1 forbids downloads")
    if _failed_downloads:
        return _stand_in(spec, "an earlier download failed; restart the kernel to try again")
    try:
        target = fetch(spec.name)
    except DataError as reason:
        _failed_downloads.append(str(reason))
        return _stand_in(spec, str(reason).rstrip("."))
    return _load_local(spec, target) or _stand_in(spec, f"{target} cannot be read")


def _is_offline() -> bool:
    return os.environ.get("DLCOURSE_OFFLINE", "").strip() == "1"


def _load_local(spec: SetSpec, folder: str | os.PathLike[str] | None) -> ImageDataset | None:
    for found in places.candidates(spec, folder):
        try:
            arrays = found.read()
        except DataError:
            if found.named:
                raise
            continue  # A damaged copy in a usual place is no better than none.
        return ImageDataset(
            spec.title,
            *arrays,
            class_names=spec.class_names,
            source=_source(spec, arrays),
        )
    return None


def _source(spec: SetSpec, arrays: Arrays) -> str:
    """Say what was loaded; not from where, since notebooks that print it are handed on."""
    count = len(arrays.train_labels) + len(arrays.test_labels)
    if count == spec.image_count:
        return f"full {spec.title}, {count:,} images"
    return f"part of {spec.title}, {count:,} of {spec.image_count:,} images"


def _stand_in(spec: SetSpec, reason: str) -> ImageDataset:
    print(
        f"{spec.title} is not on this computer ({reason}), {STANDS_IN}: {spec.stand_in}. "
        f"To get the full set: dlcourse data fetch {spec.name}"
    )
    is_real = spec.name != "cifar10"
    return ImageDataset(
        spec.title if is_real else f"{spec.title} stand-in",
        *_STAND_INS[spec.name](),
        class_names=spec.class_names if is_real else FASHION_CLASSES,
        source=f"stand-in for {spec.title}: {spec.stand_in}",
    )
