"""Points of the plane, lines between them, and the regions of a classifier."""

from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from dlcourse.plotting._inputs import (
    Array,
    Floats,
    read_array,
    read_decisions,
    read_labels,
    read_points,
    read_vector,
    refuse,
)
from dlcourse.plotting._style import color, label_axes, light, marker, new_axes, show_legend
from dlcourse.plotting.text_alternative import number, remember

DEFAULT_NAMES = ("0", "1")
MANY = 2000  # from so many points on, matplotlib takes too long to find the best place of a legend
FINE, COARSE = 160, 130  # points of the grid a side

Predict = Callable[[Any], Any]


def plot_points(
    x: Any,
    y: Any,
    *,
    class_names: Sequence[str] = DEFAULT_NAMES,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show points of the plane, each class with a color and a marker of its own.

    Parameters
    ----------
    x : array (m, 2)
        The points.
    y : array (m,) of whole numbers
        Their classes.
    class_names : sequence of str
        The names of the classes 0, 1, …; without them the numbers are the names.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    points = read_points(x)
    labels = read_labels(y, len(points))
    names = _names(labels, class_names)
    ax = ax or new_axes(5.6, 5.0, title)
    _draw_points(ax, points, labels, names)
    label_axes(ax, xlabel="$x_1$", ylabel="$x_2$", title=title)
    _equal_scales(ax, points)
    return ax


def plot_line(
    w: Any,
    b: float,
    *,
    label: str | None = None,
    arrow: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw the line w·x + b = 0, with an arrow along w to the side where w·x + b is positive.

    The line is drawn over the part of the plane that the Axes shows, and does not change it.

    Parameters
    ----------
    w : array (2,)
        The normal vector; not both entries may be 0.
    b : float
        The bias.
    label : str, optional
        The line's name in the legend.
    arrow : bool
        Whether the arrow is drawn.
    ax : Axes, optional
        Where to draw; by default the Axes drawn last in this cell, or a new figure.

    Returns
    -------
    Axes
    """
    normal = read_vector(w, "w", "the two weights of a line: an array of shape (2,)")
    bias = read_array(b, "b", "a number")
    if normal.shape != (2,):
        refuse("w", normal, "the two weights of a line: an array of shape (2,)")
    if bias.size != 1:
        refuse("b", bias, "a number")
    if not np.all(np.isfinite([*normal, bias.item()])):
        refuse("w, b", f"{normal.tolist()} and {bias.item()}", "finite numbers")
    if not normal.any():
        refuse("w", "(0, 0)", "weights that are not both 0", "They make no line: skip this one.")
    if ax is None:
        ax = plt.gca() if plt.get_fignums() else _empty_plane()
    _draw_line(ax, normal, float(bias.item()), label, arrow)
    if label is not None:
        show_legend(ax)
    return ax


def plot_decision_regions(
    predict: Predict,
    x: Any,
    y: Any,
    *,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Color the plane by what a classifier decides, and show the points on it.

    Parameters
    ----------
    predict : callable
        Takes points (k, 2), float64, and returns class numbers (k,).
    x : array (m, 2)
        The points.
    y : array (m,) of whole numbers
        Their classes.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default. Limits that were set are kept.

    Returns
    -------
    Axes
    """
    points = read_points(x)
    labels = read_labels(y, len(points))
    window = _window(ax, points)
    wide = _stretch(window)
    fine, coarse = (_decide(predict, *area) for area in ((window, FINE), (wide, COARSE)))
    decided = read_decisions(predict, points)
    classes = np.unique(np.concatenate([labels, fine.ravel(), coarse.ravel()]))
    ax = ax or new_axes(5.6, 5.0, title)
    # The coarse picture of the surroundings is seen when the limits are widened later.
    _draw_regions(ax, wide, coarse, classes)
    regions = _draw_regions(ax, window, fine, classes)
    remember(regions, _decisions_in_words(fine, labels, decided))
    _draw_borders(ax, wide, coarse, window)
    _draw_borders(ax, window, fine)
    _draw_points(ax, points, labels, {int(label): str(label) for label in classes})
    for place, label in enumerate(classes):
        if label not in labels:  # a region without points has a place in the legend too
            ax.scatter([], [], marker="s", color=[light(color(place))], label=str(label))
    show_legend(ax, title="class", **_legend_place(points))
    ax.set(xlim=window[:2], ylim=window[2:])
    label_axes(ax, xlabel="$x_1$", ylabel="$x_2$", title=title)
    _equal_scales(ax, points)
    return ax


def _names(labels: Array, class_names: Sequence[str]) -> dict[int, str]:
    """Return the name of each class that occurs, or will occur."""
    names = [str(name) for name in class_names]
    if labels.min() >= 0 and labels.max() < len(names):
        return dict(enumerate(names))
    if tuple(names) == DEFAULT_NAMES:
        return {int(label): str(label) for label in np.unique(labels)}
    odd = next(int(label) for label in labels if not 0 <= label < len(names))
    refuse("y", f"the class {odd}", f"classes from 0 to {len(names) - 1}, as class_names says")


def _draw_points(ax: Axes, points: Floats, labels: Array, names: dict[int, str]) -> None:
    size = float(np.clip(4000 / len(points), 14, 64))
    for place, (label, name) in enumerate(sorted(names.items())):
        chosen = labels == label
        if not chosen.any():
            continue
        drawn = ax.scatter(
            points[chosen, 0],
            points[chosen, 1],
            s=size,
            c=color(place),
            marker=marker(place),
            edgecolors="white",
            linewidths=0.7,
            label=name,
            zorder=3,
        )
        remember(drawn, _cloud_in_words(points[chosen], name))
    show_legend(ax, title="class", **_legend_place(points))


def _legend_place(points: Floats) -> dict[str, str]:
    return {"loc": "upper right"} if len(points) > MANY else {}


def _cloud_in_words(points: Floats, name: str) -> str:
    middle = ", ".join(number(value) for value in points.mean(axis=0))
    if len(points) == 1:
        return f"1 point of class {name} at ({middle})."
    return f"{len(points):,} points of class {name} around ({middle})."


def _decisions_in_words(regions: Array, labels: Array, decided: Array) -> str:
    shares = [f"class {c} {np.mean(regions == c):.0%}" for c in np.unique(regions)]
    right = int(np.sum(labels == decided))
    return (
        f"Decision regions, as shares of the picture: {', '.join(shares)}; "
        f"{right:,} of {len(labels):,} points lie in the region of their class."
    )


def _draw_line(ax: Axes, w: Floats, b: float, label: str | None, arrow: bool) -> None:
    """Draw the line, which is endless, and the arrow, without a change of what is seen."""
    limits = (*ax.get_xlim(), *ax.get_ylim())
    foot = -b * w / (w @ w)  # the point of the line next to the origin
    along = np.array([-w[1], w[0]]) / np.linalg.norm(w)
    style: dict[str, Any] = {"color": "black", "linewidth": 2.0, "label": label, "zorder": 2.5}
    drawn = ax.axline(_pair(foot), _pair(foot + along), **style)
    ax.set(xlim=limits[:2], ylim=limits[2:])
    sign = "+" if b >= 0 else "-"
    equation = f"{number(w[0])}·x1 + {number(w[1])}·x2 {sign} {number(abs(b))} = 0"
    remember(drawn, f"The line {equation}{f' ({label})' if label else ''}.")
    middle = _middle_of_line(foot, along, limits)
    if arrow and middle is not None:
        reach = 0.16 * min(limits[1] - limits[0], limits[3] - limits[2])
        tip = middle + w / np.linalg.norm(w) * reach
        style = {"arrowstyle": "-|>", "color": "black", "linewidth": 1.8, "mutation_scale": 16}
        ax.annotate(
            "",
            _pair(tip),
            _pair(middle),
            arrowprops={**style, "shrinkA": 0, "shrinkB": 0},
            annotation_clip=True,
        )


def _pair(point: Floats) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _middle_of_line(foot: Floats, along: Floats, limits: tuple[float, ...]) -> Floats | None:
    """Return the middle of the piece of a line inside the limits; None if there is no piece."""
    low, high = np.array(limits[::2]), np.array(limits[1::2])
    low, high = np.minimum(low, high), np.maximum(low, high)
    start, end = -np.inf, np.inf
    for axis in range(2):
        if along[axis] == 0:
            if not low[axis] <= foot[axis] <= high[axis]:
                return None
            continue
        ends = sorted((edge - foot[axis]) / along[axis] for edge in (low[axis], high[axis]))
        start, end = max(start, ends[0]), min(end, ends[1])
    return foot + (start + end) / 2 * along if start < end else None


def _empty_plane() -> Axes:
    ax = new_axes(5.6, 5.0, None)
    ax.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal")
    label_axes(ax, xlabel="$x_1$", ylabel="$x_2$", title=None)
    return ax


def _equal_scales(ax: Axes, points: Floats) -> None:
    """Give both axes the same scale if the features are of similar size: square corners."""
    width, height = np.ptp(points, axis=0)
    if 0 < width < 3 * height < 9 * width:
        ax.set_aspect("equal", adjustable="box")


def _window(ax: Axes | None, points: Floats) -> tuple[float, float, float, float]:
    """Return the limits that were set, or those that leave a margin around the points."""
    low, high = points.min(axis=0), points.max(axis=0)
    sides = high - low
    sides = np.where(sides > 0, sides, max(sides.max(), 1.0))
    low, high = low - 0.25 * sides, high + 0.25 * sides
    x_limits, y_limits = (low[0], high[0]), (low[1], high[1])
    if ax is not None and not ax.get_autoscalex_on():
        x_limits = ax.get_xlim()
    if ax is not None and not ax.get_autoscaley_on():
        y_limits = ax.get_ylim()
    return (*x_limits, *y_limits)


def _stretch(window: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return limits three times as wide and high."""
    left, right, bottom, top = window
    return (2 * left - right, 2 * right - left, 2 * bottom - top, 2 * top - bottom)


def _middles(window: tuple[float, float, float, float], side: int) -> tuple[Floats, Floats]:
    left, right, bottom, top = window
    middles = (np.arange(side) + 0.5) / side
    return left + middles * (right - left), bottom + middles * (top - bottom)


def _decide(predict: Predict, window: tuple[float, float, float, float], side: int) -> Array:
    """Return what a classifier decides at the middle of each cell of a grid."""
    x1, x2 = np.meshgrid(*_middles(window, side))
    return read_decisions(predict, np.column_stack([x1.ravel(), x2.ravel()])).reshape(side, side)


def _draw_regions(
    ax: Axes, window: tuple[float, float, float, float], decisions: Array, classes: Array
) -> Any:
    shades = ListedColormap([light(color(place)) for place in range(len(classes))])
    return ax.imshow(
        np.searchsorted(classes, decisions),
        cmap=shades,
        vmin=-0.5,
        vmax=len(classes) - 0.5,
        extent=window,
        origin="lower",
        interpolation="nearest",
        aspect="auto",
    )


def _draw_borders(
    ax: Axes,
    window: tuple[float, float, float, float],
    decisions: Array,
    inside: tuple[float, float, float, float] | None = None,
) -> None:
    """Draw lines between the regions, which differ little in gray; `inside` is left out."""
    x1, x2 = _middles(window, len(decisions))
    hidden = np.zeros(decisions.shape, dtype=bool)
    if inside is not None:
        columns = (x1 > inside[0]) & (x1 < inside[1])
        hidden = columns[None, :] & ((x2 > inside[2]) & (x2 < inside[3]))[:, None]
    seen = np.unique(decisions[~hidden])
    for label in seen[:-1]:
        part = np.ma.masked_array((decisions == label).astype(np.float64), hidden)
        ax.contour(x1, x2, part, levels=[0.5], colors="0.35", linewidths=0.9)
