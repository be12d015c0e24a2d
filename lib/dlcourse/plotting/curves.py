"""Curves: costs over epochs, and functions of one variable."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from dlcourse.plotting._inputs import Floats, plain, read_series, read_vector, refuse
from dlcourse.plotting._style import (
    color,
    label_axes,
    line,
    marker,
    new_axes,
    quiet_grid,
    show_legend,
)
from dlcourse.plotting.text_alternative import course, number, remember

FEW = 25  # up to so many points of a curve are marked
SAMPLES = 1001

Function = Callable[[Any], Any]


def plot_learning_curves(
    curves: Mapping[str, Any],
    *,
    x: Sequence[float] | None = None,
    xlabel: str = "epoch",
    ylabel: str = "cost",
    title: str | None = None,
    log: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Show how costs, error rates or accuracies develop during training.

    Parameters
    ----------
    curves : dict of str and sequence of numbers
        Names and values. Without ``x`` the curves may differ in length.
    x : sequence of numbers, optional
        Where the values belong; 1, 2, 3, … by default.
    xlabel, ylabel : str
        What the axes mean.
    title : str, optional
        Title of the picture.
    log : bool
        Whether the values are on a logarithmic scale, where a value of 0 or less is not seen.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    series = read_series(curves, "curves")
    places = {name: _places(x, name, len(values)) for name, values in series.items()}
    if log and not any(np.any(values > 0) for values in series.values()):
        refuse("curves", "no value above 0", "values above 0 for log=True", "Use log=False.")
    ax = ax or new_axes(6.8, 4.0, title)
    first = len(ax.lines)
    for place, (name, values) in enumerate(series.items(), start=first):
        drawn = _draw_curve(ax, places[name], values, place, name)
        remember(drawn, _course_of_curve(name, places[name], values, (xlabel, ylabel)))
    if log:
        ax.set_yscale("log")
    quiet_grid(ax)
    label_axes(ax, xlabel=xlabel, ylabel=ylabel, title=title)
    show_legend(ax)
    return ax


def plot_function(
    f: Function | Mapping[str, Function],
    x_min: float,
    x_max: float,
    *,
    xlabel: str = "x",
    ylabel: str = "f(x)",
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show one or more functions of one variable.

    Parameters
    ----------
    f : callable, or dict of str and callable
        A function of an array or of a number; values that are not finite leave a gap.
    x_min, x_max : float
        The interval.
    xlabel, ylabel : str
        What the axes mean.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    named = _read_functions(f)
    if not (np.isfinite(x_min) and np.isfinite(x_max) and x_min < x_max):
        refuse("x_min, x_max", f"{x_min} and {x_max}", "two finite numbers, the smaller one first")
    x = np.linspace(x_min, x_max, SAMPLES)
    values = {name: _evaluate(function, x, name) for name, function in named.items()}
    ax = ax or new_axes(6.0, 4.0, title)
    first = len(ax.lines)
    for place, (name, y) in enumerate(values.items(), start=first):
        (drawn,) = ax.plot(x, y, color=color(place), linestyle=line(place), linewidth=2.2)
        drawn.set_label(name or f"_{place}")
        remember(drawn, _course_of_function(name or ylabel, xlabel, x, y))
    quiet_grid(ax)
    label_axes(ax, xlabel=xlabel, ylabel=ylabel, title=title)
    show_legend(ax)
    return ax


def _places(x: Sequence[float] | None, name: str, count: int) -> Floats:
    if x is None:
        return np.arange(1.0, count + 1)
    places = read_vector(x, "x")
    if len(places) != count:
        refuse("x", f"{len(places)} numbers", f"{count}, as many as curves[{name!r}] has")
    return places


def _draw_curve(ax: Axes, x: Floats, y: Floats, place: int, name: str) -> Any:
    few = len(y) <= FEW
    (drawn,) = ax.plot(
        x,
        np.where(np.isfinite(y), y, np.nan),
        color=color(place),
        linestyle=line(place),
        linewidth=1.9,
        marker=marker(place) if few else None,
        markersize=5,
        label=name,
    )
    return drawn


def _course_of_curve(name: str, x: Floats, y: Floats, labels: tuple[str, str]) -> str:
    xlabel, ylabel = labels
    span = f"between {xlabel} {number(x[0])} and {number(x[-1])}" if len(x) > 1 else ""
    text = f"Curve {name}: {ylabel} {course(y)} {span}".rstrip()
    finite = np.flatnonzero(np.isfinite(y))
    if len(finite) > 2:
        ends = {number(y[finite[0]]), number(y[finite[-1]])}
        for word, best in [("lowest", np.nanargmin), ("highest", np.nanargmax)]:
            place = finite[best(y[finite])]
            if number(y[place]) not in ends:
                text += f", {word} {number(y[place])} at {xlabel} {number(x[place])}"
    missing = len(y) - len(finite)
    return text + (f"; {missing} values are not finite." if missing else ".")


def _course_of_function(name: str, xlabel: str, x: Floats, y: Floats) -> str:
    finite = np.flatnonzero(np.isfinite(y))
    span = f"for {xlabel} from {number(x[0])} to {number(x[-1])}"
    if not len(finite):
        return f"{name} has no finite value {span}."
    low, high = finite[np.argmin(y[finite])], finite[np.argmax(y[finite])]
    if y[low] == y[high]:
        return f"{name} is {number(y[low])} {span}."
    return (
        f"{name} {course(y)} {span}; smallest {number(y[low])} at {number(x[low])}, "
        f"largest {number(y[high])} at {number(x[high])}."
    )


def _read_functions(f: Function | Mapping[str, Function]) -> dict[str, Function]:
    named = {str(name): one for name, one in f.items()} if isinstance(f, Mapping) else {"": f}
    for name, one in named.items():
        if not callable(one):
            refuse(f"f[{name!r}]" if name else "f", one, "a function, or a dict of functions")
    if not named:
        refuse("f", "an empty dict", "a function, or a dict of functions")
    return named


def _evaluate(function: Function, x: Floats, name: str) -> Floats:
    """Call a function with the array; if it is made for numbers, call it with each number."""
    with np.errstate(all="ignore"):
        try:
            y = np.asarray(plain(function(x.copy())))
        except Exception:
            y = np.empty(0)
        if y.shape != x.shape or y.dtype.kind not in "biuf":
            y = np.array([_single(function(value), name) for value in x.tolist()])
    return np.where(np.isfinite(y), y, np.nan).astype(np.float64)


def _single(value: Any, name: str) -> float:
    array = np.asarray(plain(value))
    if array.size != 1 or array.dtype.kind not in "biuf":
        what = f"f[{name!r}](x)" if name else "f(x)"
        refuse(what, value, "a number for a number, or an array of the same shape for an array")
    return float(array.reshape(()))
