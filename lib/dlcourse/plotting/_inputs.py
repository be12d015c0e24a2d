"""Read what a plotting function was given, or say what came instead."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from dlcourse._values import describe

Array = NDArray[Any]
Floats = NDArray[np.float64]


def refuse(name: str, came: object, wanted: str, hint: str = "") -> NoReturn:
    """Raise the error for an argument that cannot be drawn.

    Parameters
    ----------
    name : str
        The argument.
    came : object
        What came: a text that describes it, or an array or another value that is no text.
    wanted : str
        What is wanted, in words.
    hint : str
        What to do about it, as a sentence.
    """
    what = came if isinstance(came, str) else describe(came)
    raise ValueError(" ".join([f"{name}: came {what}, wanted {wanted}.", hint]).strip())


def plain(value: Any) -> Any:
    """Return an array for a tensor, anything else as it is; torch is never imported for it."""
    if not hasattr(value, "detach"):
        return value
    value = value.detach().cpu()
    try:
        return value.numpy()
    except TypeError:  # NumPy has no bfloat16.
        return value.float().numpy()


def read_array(value: Any, name: str, wanted: str, hint: str = "") -> Array:
    """Read numbers from an array, a tensor, or a list of these.

    Parameters
    ----------
    value : object
        What came.
    name : str
        The argument, for the error.
    wanted : str
        What is wanted, in words, for the error.
    hint : str
        What to do about it, for the error.

    Returns
    -------
    ndarray
        Real numbers, at least one of them.
    """
    if isinstance(value, (str, bytes, Mapping)) or value is None:
        refuse(name, describe(value), wanted, hint)
    items = [plain(item) for item in value] if isinstance(value, (list, tuple)) else plain(value)
    try:
        array = np.asarray(items)
    except ValueError:
        refuse(name, f"{describe(value)} whose entries differ in shape", wanted, hint)
    if array.dtype.kind not in "biuf":
        refuse(name, f"{describe(value)} that does not hold real numbers", wanted, hint)
    if array.size == 0:
        refuse(name, f"{describe(value)} without any number in it", wanted, hint)
    return array


def read_vector(value: Any, name: str, wanted: str = "a sequence of numbers") -> Floats:
    """Read a one-dimensional sequence of numbers."""
    array = read_array(value, name, wanted)
    if array.ndim != 1:
        refuse(name, array, wanted)
    return array.astype(np.float64)


def read_series(values: Any, name: str) -> dict[str, Floats]:
    """Read a dict of names and sequences of numbers."""
    wanted = "a dict of names and sequences of numbers, such as {'train': costs}"
    if not isinstance(values, Mapping) or not values:
        came = "an empty dict" if isinstance(values, Mapping) else describe(values)
        refuse(name, came, wanted)
    return {str(key): read_vector(item, f"{name}[{key!r}]") for key, item in values.items()}


def read_arrays(values: Any, name: str) -> dict[str, Floats]:
    """Read a dict of names and arrays of any shape."""
    wanted = "a dict of names and arrays, such as {'W1': W1}"
    if not isinstance(values, Mapping) or not values:
        came = "an empty dict" if isinstance(values, Mapping) else describe(values)
        refuse(name, came, wanted)
    return {
        str(key): read_array(item, f"{name}[{key!r}]", "an array of numbers").astype(np.float64)
        for key, item in values.items()
    }


def read_points(x: Any) -> Floats:
    """Read points of the plane, one in each row."""
    wanted = "points of the plane: an array of shape (m, 2)"
    points = read_array(x, "x", wanted)
    if points.ndim != 2 or points.shape[1] != 2:
        transposed = points.ndim == 2 and points.shape[0] == 2
        refuse("x", points, wanted, "Samples stand in rows: use x.T." if transposed else "")
    if not np.all(np.isfinite(points)):
        refuse("x", "points with entries that are not finite", wanted)
    return points.astype(np.float64)


def read_labels(y: Any, count: int) -> Array:
    """Read one whole number a point."""
    wanted = f"one class number for each of the {count} points: an array of shape ({count},)"
    labels = read_array(y, "y", wanted)
    if labels.shape == (count, 1):
        labels = labels[:, 0]
    if labels.shape != (count,):
        refuse("y", labels, wanted)
    if not np.array_equal(labels, np.round(labels)):
        refuse("y", f"numbers such as {_first_broken(labels):.3g}", "whole class numbers")
    return labels.astype(np.int64)


def read_decisions(predict: Callable[[Any], Any], points: Floats) -> Array:
    """Ask a classifier for the class of each point."""
    if not callable(predict):
        refuse("predict", predict, "a function from points (k, 2) to class numbers (k,)")
    count = len(points)
    wanted = f"one class number for each of the {count} points: an array of shape ({count},)"
    answer = read_array(predict(points), "predict(points)", wanted)
    if answer.shape == (count, 1):
        answer = answer[:, 0]
    if answer.shape != (count,):
        refuse("predict(points)", answer, wanted, f"It was called with an array ({count}, 2).")
    if not np.array_equal(answer, np.round(answer)):
        refuse(
            "predict(points)",
            f"numbers such as {_first_broken(answer):.3g}",
            "whole class numbers",
            "Compare probabilities with a threshold, or take their argmax, first.",
        )
    return answer.astype(np.int64)


def read_captions(captions: Sequence[Any] | None, name: str, count: int) -> list[str]:
    """Read one caption for each tile; no captions at all are an empty list."""
    if captions is None:
        return []
    wanted = f"one caption for each of the {count} tiles"
    if isinstance(captions, str):
        refuse(name, describe(captions), wanted)
    texts = [str(caption) for caption in plain(captions)]
    if len(texts) != count:
        refuse(name, f"{len(texts)} captions", wanted)
    return texts


def read_size(image_shape: Any) -> tuple[int, int]:
    """Read height and width of an image."""
    wanted = "height and width, such as (28, 28)"
    if isinstance(image_shape, str) or not isinstance(image_shape, Sequence):
        refuse("image_shape", describe(image_shape), wanted)
    if len(image_shape) != 2:
        refuse("image_shape", str(tuple(image_shape)), wanted)
    high, wide = (read_count(side, "image_shape") for side in image_shape)
    return high, wide


def read_count(value: Any, name: str) -> int:
    """Read a whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        refuse(name, describe(value), "a whole number of at least 1")
    if value < 1:
        refuse(name, str(value), "a whole number of at least 1")
    return int(value)


def _first_broken(numbers: Array) -> float:
    return float(numbers[numbers != np.round(numbers)][0])
