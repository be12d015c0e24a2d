"""How well a classifier does: confusion matrix, precision and recall, ROC."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from dlcourse.plotting._inputs import Floats, read_array, read_vector, refuse
from dlcourse.plotting._style import (
    LETTER,
    color,
    label_axes,
    line,
    new_axes,
    quiet_grid,
    show_legend,
)
from dlcourse.plotting.text_alternative import number, remember

MOST_NUMBERED = 20  # classes up to which the numbers are written into the cells
CHANCE = "dlcourse chance line"


def plot_confusion_matrix(
    matrix: Any,
    class_names: Sequence[Any],
    *,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show a confusion matrix: actual classes in rows, predicted ones in columns.

    A cell is the darker, the larger its share of its row is. So classes with few samples are seen
    as well as those with many.

    Parameters
    ----------
    matrix : array (k, k)
        How many samples of the class of the row were given the class of the column.
    class_names : sequence of k texts or numbers
        The names of the classes.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    counts = read_array(matrix, "matrix", "a confusion matrix: an array of shape (k, k)")
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        refuse("matrix", counts, "a confusion matrix: an array of shape (k, k)")
    if not np.all(np.isfinite(counts)) or counts.min() < 0:
        refuse("matrix", "numbers below 0 or not finite", "counts or shares")
    names = [str(name) for name in class_names]
    if len(names) != len(counts):
        refuse("class_names", f"{len(names)} names", f"{len(counts)}, one for each row of matrix")
    longest = max(map(len, names))
    if ax is None:
        side = float(np.clip(0.56 * len(names), 2.4, 9.0)) + 0.07 * longest
        ax = new_axes(side + 1.0, side + 0.7, title)
    totals = counts.sum(axis=1, keepdims=True).astype(np.float64)
    shares = np.divide(counts, totals, out=np.zeros(counts.shape), where=totals > 0)
    drawn = ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    _name_cells(ax, names)
    if len(names) <= MOST_NUMBERED:
        _write_counts(ax, counts, shares)
    label_axes(ax, xlabel="predicted class", ylabel="actual class", title=title)
    remember(drawn, _matrix_in_words(counts, names))
    return ax


def plot_precision_recall(
    recall: Any,
    precision: Any,
    *,
    label: str | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show precision against recall, one point for each threshold.

    Parameters
    ----------
    recall, precision : sequences of numbers from 0 to 1, equally long
        Points of the curve, in the order of the thresholds.
    label : str, optional
        The curve's name in the legend.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default. Several curves may share one.

    Returns
    -------
    Axes
    """
    x, y = _read_rates(recall, precision, "recall", "precision")
    ax = _draw_rates(x, y, label, ax, title)
    label_axes(ax, xlabel="recall", ylabel="precision", title=title)
    show_legend(ax, loc="lower left")
    best = np.nanargmax(_harmonic_mean(x, y)) if np.any(np.isfinite(x * y)) else 0
    remember(
        ax.lines[-1],
        f"Precision-recall curve{_called(label)} of {len(x):,} points: at a recall of "
        f"{number(x[best])} the precision is {number(y[best])}, where F1 is largest.",
    )
    return ax


def plot_roc(
    false_positive_rate: Any,
    true_positive_rate: Any,
    *,
    label: str | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show the receiver operating characteristic, with the diagonal of a random guess.

    Parameters
    ----------
    false_positive_rate, true_positive_rate : sequences of numbers from 0 to 1, equally long
        Points of the curve, in the order of the thresholds.
    label : str, optional
        The curve's name in the legend.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default. Several curves may share one.

    Returns
    -------
    Axes
    """
    names = ("false_positive_rate", "true_positive_rate")
    x, y = _read_rates(false_positive_rate, true_positive_rate, *names)
    if ax is None:
        ax = new_axes(5.2, 5.0, title)
    if not any(drawn.get_gid() == CHANCE for drawn in ax.lines):
        style: dict[str, Any] = {
            "color": "0.5",
            "linestyle": ":",
            "linewidth": 1.5,
            "label": "random guess",
        }
        ax.plot([0, 1], [0, 1], gid=CHANCE, **style)
    _draw_rates(x, y, label, ax, title)
    label_axes(ax, xlabel="false positive rate", ylabel="true positive rate", title=title)
    show_legend(ax, loc="lower right")
    order = np.lexsort((y, x))
    area = float(np.sum(np.diff(x[order]) * (y[order][1:] + y[order][:-1]) / 2))
    remember(
        ax.lines[-1],
        f"ROC curve{_called(label)} of {len(x):,} points; the area under it is {number(area)}.",
    )
    return ax


def _name_cells(ax: Axes, names: list[str]) -> None:
    """Write the names beside rows and columns, tilted where they need the room."""
    letters = max(map(len, names)) * len(names)
    room = ax.bbox.width / ax.figure.dpi * 72 / (LETTER * 10)
    tilted: dict[str, Any] = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"}
    ax.set_xticks(range(len(names)), names, **(tilted if letters > 0.8 * room else {}))
    ax.set_yticks(range(len(names)), names)
    borders = np.arange(len(names) + 1) - 0.5
    ax.set_xticks(borders, minor=True)
    ax.set_yticks(borders, minor=True)
    ax.grid(which="minor", color="0.85", linewidth=0.8)
    ax.tick_params(which="both", length=0)


def _write_counts(ax: Axes, counts: Any, shares: Floats) -> None:
    whole = np.array_equal(counts, np.round(counts))
    texts = [f"{int(n):,}" if whole else f"{n:.2f}" for n in counts.ravel()]
    cell = ax.bbox.width / ax.figure.dpi / len(counts) * 72
    size = float(np.clip(0.9 * cell / (LETTER * max(map(len, texts))), 5.5, 11.0))
    for place, (text, share) in enumerate(zip(texts, shares.ravel(), strict=True)):
        row, column = divmod(place, len(counts))
        shade = "white" if share > 0.55 else "0.55" if text in ("0", "0.00") else "black"
        ax.text(column, row, text, ha="center", va="center", fontsize=size, color=shade)


def _matrix_in_words(counts: Any, names: list[str]) -> str:
    total, right = float(counts.sum()), float(np.trace(counts))
    if total == 0:
        return f"Confusion matrix of {len(names)} classes without any sample."
    text = f"Confusion matrix of {len(names)} classes: "
    whole = np.array_equal(counts, np.round(counts))
    if whole:
        text += f"{number(right)} of {number(total)} samples ({right / total:.1%}) are"
    else:
        text += f"{right / total:.1%} of all is"
    text += " on the diagonal"
    wrong = np.where(np.eye(len(counts), dtype=bool), 0, counts)
    if not wrong.any():
        return text + "."
    actual, predicted = np.unravel_index(np.argmax(wrong), wrong.shape)
    return (
        f"{text}; the most frequent mistake is {names[actual]} taken for {names[predicted]} "
        f"({number(float(wrong[actual, predicted]))}{' times' if whole else ''})."
    )


def _read_rates(x: Any, y: Any, x_name: str, y_name: str) -> tuple[Floats, Floats]:
    wanted = "a sequence of numbers from 0 to 1"
    rates = read_vector(x, x_name, wanted), read_vector(y, y_name, wanted)
    for name, values in zip((x_name, y_name), rates, strict=True):
        finite = values[np.isfinite(values)]
        outside = finite[(finite < -1e-9) | (finite > 1 + 1e-9)]
        if outside.size:
            hint = "Divide percentages by 100." if outside.max() <= 100 else ""
            refuse(name, f"numbers such as {outside[0]:g}", wanted, hint)
    if len(rates[0]) != len(rates[1]):
        refuse(y_name, f"{len(rates[1])} numbers", f"{len(rates[0])}, as many as {x_name} has")
    return rates


def _draw_rates(
    x: Floats, y: Floats, label: str | None, ax: Axes | None, title: str | None
) -> Axes:
    if ax is None:
        ax = new_axes(5.2, 5.0, title)
    place = sum(drawn.get_gid() != CHANCE for drawn in ax.lines)
    few: dict[str, Any] = {"marker": "o", "markersize": 4} if len(x) <= 30 else {}
    ax.plot(x, y, color=color(place), linestyle=line(place), linewidth=2, label=label, **few)
    ax.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
    quiet_grid(ax)
    return ax


def _harmonic_mean(x: Floats, y: Floats) -> Floats:
    sums = x + y
    return np.divide(2 * x * y, sums, out=np.zeros_like(sums), where=sums > 0)


def _called(label: str | None) -> str:
    return f" {label}" if label else ""
