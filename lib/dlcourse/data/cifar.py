"""Reading CIFAR-10 in the four forms in which it is found.

The binary version has one record for each image: a byte for the label, then 3 × 32 × 32 bytes for
red, green and blue. The version for Python holds the same rows in pickles. Further, an archive of
the binary version, and an ``.npz`` file with a part of the set.
"""

import pickle
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.catalog import Arrays, DataError

ARCHIVE = "cifar-10-binary.tar.gz"
_SHAPE = (3, 32, 32)
_RECORD = 1 + 3 * 32 * 32
_BATCHES = tuple(f"data_batch_{number}" for number in range(1, 6))
_TEST = "test_batch"
_ARRAY_NAMES = ("train_images", "train_labels", "test_images", "test_labels")
_CLASS_COUNT = 10

Batch = tuple[NDArray[np.uint8], NDArray[np.int64]]


def cifar_readers(folder: Path) -> list[tuple[Path, Callable[[], Arrays]]]:
    """Find the forms of CIFAR-10 that a folder holds, full sets first.

    Parameters
    ----------
    folder : Path
        It need not exist.

    Returns
    -------
    list of (Path, function)
        What was found, and the function that reads it; the function raises DataError when the
        files are damaged.
    """
    forms: list[tuple[Path, Path, Callable[[Path], Arrays]]] = []
    for place in (folder, folder / "cifar-10-batches-bin"):
        forms.append((place / f"{_TEST}.bin", place, _read_binary))
    forms.append((folder / ARCHIVE, folder / ARCHIVE, _read_archive))
    for place in (folder, folder / "cifar-10-batches-py"):
        forms.append((place / _TEST, place, _read_pickles))
    for path in sorted(folder.glob("cifar10*.npz")) if folder.is_dir() else ():
        forms.append((path, path, _read_npz))
    return [(place, partial(read, place)) for sign, place, read in forms if sign.is_file()]


def _read_binary(folder: Path) -> Arrays:
    return _read_batches(
        folder, lambda name: _records((folder / f"{name}.bin").read_bytes(), folder)
    )


def _read_archive(path: Path) -> Arrays:
    # Nothing is unpacked to the disk, so no name in the archive can point anywhere.
    contents: dict[str, bytes] = {}
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                name = member.name.rpartition("/")[2].removesuffix(".bin")
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is not None and name in (*_BATCHES, _TEST):
                    contents[name] = stream.read()
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise _damaged(path, error) from error
    return _read_batches(path, lambda name: _records(contents[name], path))


def _read_pickles(folder: Path) -> Arrays:
    return _read_batches(folder, lambda name: _unpickle(folder / name))


def _read_batches(place: Path, read: Callable[[str], Batch]) -> Arrays:
    try:
        train = [read(name) for name in _BATCHES]
        test_images, test_labels = read(_TEST)
    except (OSError, KeyError) as error:
        raise _damaged(place, error) from error
    train_images = np.concatenate([images for images, _ in train])
    train_labels = np.concatenate([labels for _, labels in train])
    return Arrays(train_images, train_labels, test_images, test_labels)


def _records(content: bytes, place: Path) -> Batch:
    if len(content) % _RECORD:
        raise _damaged(place, f"{len(content):,} bytes are no multiple of {_RECORD:,}")
    rows = np.frombuffer(content, dtype=np.uint8).reshape(-1, _RECORD)
    return _batch(rows[:, 1:].copy(), rows[:, 0], place)


def _batch(rows: Any, labels: Any, place: Path) -> Batch:
    images, numbers = np.asarray(rows), np.asarray(labels, dtype=np.int64)
    if images.dtype != np.uint8 or numbers.shape != images.shape[:1]:
        raise _damaged(place, f"{images.dtype} images of shape {images.shape}")
    if images.size != len(images) * (_RECORD - 1) or not _are_classes(numbers):
        raise _damaged(place, "images of another size, or labels outside 0 to 9")
    return images.reshape(-1, *_SHAPE), numbers


def _are_classes(labels: NDArray[np.int64]) -> bool:
    return labels.size == 0 or (0 <= labels.min() and labels.max() < _CLASS_COUNT)


class _ArraysOnly(pickle.Unpickler):
    """An unpickler that makes arrays and nothing else: any other name in the file is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if module in ("numpy.core.multiarray", "numpy._core.multiarray") and name == "_reconstruct":
            return np.zeros(0).__reduce__()[0]
        if module == "numpy" and name in ("ndarray", "dtype"):
            return getattr(np, name)
        raise pickle.UnpicklingError(f"it asks for {module}.{name}, which no data set needs")


def _unpickle(path: Path) -> Batch:
    try:
        with path.open("rb") as stream:
            content = _ArraysOnly(stream, encoding="bytes").load()
        return _batch(content[b"data"], content[b"labels"], path)
    except DataError:
        raise
    except Exception as error:  # A damaged pickle can raise almost anything.
        raise _damaged(path, error) from error


def _read_npz(path: Path) -> Arrays:
    try:
        with np.load(path, allow_pickle=False) as content:
            train_images, train_labels, test_images, test_labels = (
                content[name] for name in _ARRAY_NAMES
            )
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(path, error) from error
    return Arrays(
        *_batch(train_images, train_labels, path), *_batch(test_images, test_labels, path)
    )


def _damaged(place: Path, reason: object) -> DataError:
    return DataError(f"{place} is damaged or no CIFAR-10 ({reason}). Delete it, then get it again.")
