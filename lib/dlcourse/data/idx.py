"""Reading MNIST and Fashion-MNIST: the IDX format.

An IDX file holds one array: two zero bytes, a byte for the type of the numbers (8 means uint8), a
byte for the number of axes, the length of each axis as a big-endian 32-bit integer, the numbers.
"""

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.catalog import IDX_FILES, Arrays, DataError

_UINT8 = 8


def read_idx(path: Path) -> NDArray[np.uint8]:
    """Read one IDX file of bytes, packed with gzip or not.

    Parameters
    ----------
    path : Path
        The file; a name that ends in ``.gz`` is unpacked.

    Returns
    -------
    ndarray of uint8
        In the shape that the file states; it may be changed in place.

    Raises
    ------
    DataError
        When the file cannot be read, is no IDX file of bytes, or has too few or too many bytes.
    """
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            return _read_array(cast(BinaryIO, stream))
    except (OSError, EOFError, zlib.error, struct.error, ValueError) as error:
        raise DataError(
            f"{path} is damaged or no IDX file ({error}). Delete it, then get it again."
        ) from error


def _read_array(stream: BinaryIO) -> NDArray[np.uint8]:
    zeros, kind, axes = struct.unpack(">HBB", stream.read(4))
    if zeros != 0 or kind != _UINT8:
        raise ValueError("it does not start like an IDX file of bytes")
    shape = struct.unpack(f">{axes}I", stream.read(4 * axes))
    size = math.prod(shape)
    # One byte more is asked for, to notice a file that is too long.
    content = bytearray(stream.read(size + 1))
    if len(content) != size:
        amount = "fewer" if len(content) < size else "more"
        raise ValueError(f"it has {amount} than the {size:,} bytes that it announces")
    return np.frombuffer(content, dtype=np.uint8).reshape(shape)


def idx_paths(folder: Path) -> list[Path] | None:
    """Find the four files of MNIST or Fashion-MNIST in a folder.

    Parameters
    ----------
    folder : Path
        It need not exist.

    Returns
    -------
    list of Path or None
        In the order of `IDX_FILES`; None when one is missing.
    """
    paths = []
    for name in IDX_FILES:
        choices = [folder / name, folder / f"{name}.gz"]
        path = next((path for path in choices if path.is_file()), None)
        if path is None:
            return None
        paths.append(path)
    return paths


def read_idx_set(paths: list[Path], class_count: int) -> Arrays:
    """Read the four files of a data set.

    Parameters
    ----------
    paths : list of Path
        As `idx_paths` gives them.
    class_count : int
        Labels must be below this number.

    Returns
    -------
    Arrays
        Images of shape (N, height, width).

    Raises
    ------
    DataError
        When a file is damaged, or the files do not belong together.
    """
    train_images, train_labels, test_images, test_labels = map(read_idx, paths)
    for images, labels in ((train_images, train_labels), (test_images, test_labels)):
        if images.ndim != 3 or labels.shape != images.shape[:1]:
            raise DataError(
                f"The files in {paths[0].parent} do not belong together: images of shape "
                f"{images.shape} and labels of shape {labels.shape}."
            )
        if labels.max(initial=0) >= class_count:
            raise DataError(
                f"The labels in {paths[0].parent} go up to {labels.max()}, but there are only "
                f"{class_count} classes."
            )
    return Arrays(
        train_images, train_labels.astype(np.int64), test_images, test_labels.astype(np.int64)
    )
