"""The inside of networks: weights, histograms, kernels, activation maps, gradients."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dlcourse.plotting._inputs import (
    Array,
    Floats,
    read_array,
    read_arrays,
    read_captions,
    read_count,
    read_size,
    refuse,
)
from dlcourse.plotting._mosaic import Mosaic
from dlcourse.plotting._style import (
    color,
    label_axes,
    marker,
    new_axes,
    quiet_grid,
    shorten,
    show_legend,
)
from dlcourse.plotting.text_alternative import number, remember

DIVERGING = "RdBu_r"  # red is positive, blue negative, 0 white


def plot_weights(
    weights: Any,
    image_shape: Sequence[int],
    *,
    captions: Sequence[Any] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show the weights of neurons as images: red where positive, blue where negative, 0 white.

    Parameters
    ----------
    weights : array (n,) or (k, n)
        The weights of one neuron, or of k neurons in rows.
    image_shape : pair of int
        Height and width of the images, with height · width = n.
    captions : sequence of k texts or numbers, optional
        What stands above each image.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    wanted = "weights of shape (n,) or (k, n), neurons in rows"
    values = read_array(weights, "weights", wanted)
    shape = read_size(image_shape)
    if values.ndim not in (1, 2):
        refuse("weights", values, wanted)
    size = shape[0] * shape[1]
    if values.shape[-1] != size:
        turned = values.ndim == 2 and values.shape[0] == size
        hint = "Neurons stand in rows: use weights.T." if turned else ""
        refuse("weights", values, f"{size} weights a neuron for images of {shape}", hint)
    tiles = values.reshape(-1, *shape).astype(np.float64)
    texts = read_captions(captions, "captions", len(tiles))
    columns = 5 if len(tiles) > 8 else 4
    mosaic = Mosaic(tiles, texts, columns, widest_tile=1.7)
    reach = _reach(tiles)
    ax, drawn = mosaic.draw(ax, title, cmap=DIVERGING, limits=(-reach, reach), colorbar="weight")
    named = f" ({shorten(texts)})" if texts else ""
    several = "neurons" if len(tiles) > 1 else "neuron"
    remember(
        drawn,
        f"Weights of {len(tiles)} {several}{named} as images of {shape[0]}×{shape[1]} pixels, "
        f"{_extremes(tiles)}.",
    )
    return ax


def plot_histograms(
    values: Mapping[str, Any], *, xlabel: str = "value", title: str | None = None
) -> Figure:
    """Show how the values of several layers are distributed, one panel a layer.

    The panels share the horizontal axis if no layer spreads ten times as wide as another.

    Parameters
    ----------
    values : dict of str and array
        Names and values, such as the activations or the gradients of each layer.
    xlabel : str
        What the values are.
    title : str, optional
        Title of the figure.

    Returns
    -------
    Figure
    """
    arrays = {name: array.ravel() for name, array in read_arrays(values, "values").items()}
    finite = {name: array[np.isfinite(array)] for name, array in arrays.items()}
    columns = min(4, len(finite)) if len(finite) != 5 else 5
    rows = -(-len(finite) // columns)
    spreads = [float(np.ptp(array)) for array in finite.values() if array.size]
    share = bool(spreads) and max(spreads) < 10 * min(spreads)
    made: tuple[Figure, Any] = plt.subplots(
        rows,
        columns,
        figsize=(max(2.7 * columns, 4.2), 2.5 * rows + (0.4 if title else 0)),
        sharex=share,
        squeeze=False,
        layout="tight",
    )
    figure, grid = made
    for place, (ax, name) in enumerate(zip(grid.flat, finite, strict=False)):
        _draw_histogram(ax, name, finite[name], len(arrays[name]), place)
        ax.set_xlabel(xlabel)
        ax.tick_params(labelbottom=True)
    for ax in grid[:, 0]:
        ax.set_ylabel("count")
    for ax in grid.flat[len(finite) :]:
        ax.remove()
    if title is not None:
        figure.suptitle(title)
    return figure


def plot_kernels(kernels: Any, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Show the kernels of a convolutional layer.

    Kernels of one channel are drawn in red (positive), white (0) and blue (negative); those of
    three channels as colors, where gray is 0; those of other numbers of channels in rows, a kernel
    a row and a channel a column.

    Parameters
    ----------
    kernels : array (K, C, kh, kw)
        K kernels of C channels.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    wanted = "kernels of shape (K, C, kh, kw)"
    values = read_array(kernels, "kernels", wanted).astype(np.float64)
    if values.ndim != 4:
        hints = {3: "One channel? Use kernels[:, None].", 2: "One kernel? Use kernels[None, None]."}
        refuse("kernels", values, wanted, hints.get(values.ndim, ""))
    count, channels, high, wide = values.shape
    reach = _reach(values)
    if channels == 3:
        colors = np.moveaxis(0.5 + values / (2 * reach), 1, -1)
        ax, drawn = Mosaic(colors, [], 8, widest_tile=0.9).draw(ax, title)
    else:
        columns = 8 if channels == 1 else channels
        mosaic = Mosaic(values.reshape(-1, high, wide), [], columns, widest_tile=0.9)
        limits = (-reach, reach)
        ax, drawn = mosaic.draw(ax, title, cmap=DIVERGING, limits=limits, colorbar="weight")
    several = "channels" if channels > 1 else "channel"
    remember(
        drawn, f"{count} kernels of {channels} {several} and {high}×{wide}, {_extremes(values)}."
    )
    return ax


def plot_activation_maps(
    maps: Any, *, columns: int = 8, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Show the activation maps of a layer for one image, on one scale of colors.

    Parameters
    ----------
    maps : array (C, H, W)
        One map a channel.
    columns : int
        How many maps stand in a row.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    wanted = "activation maps of one image: an array of shape (C, H, W)"
    values = read_array(maps, "maps", wanted).astype(np.float64)
    if values.ndim != 3:
        batch = values.ndim == 4
        refuse("maps", values, wanted, "Choose an image of the batch: maps[0]." if batch else "")
    texts = [str(channel) for channel in range(len(values))]
    mosaic = Mosaic(values, texts, read_count(columns, "columns"))
    low, high = _limits(values)
    ax, drawn = mosaic.draw(ax, title, cmap="viridis", limits=(low, high), colorbar="activation")
    dead = [str(channel) for channel, one in enumerate(values) if not one.any()]
    text = f"{len(values)} activation maps of {values.shape[1]}×{values.shape[2]}, "
    text += f"with values from {number(low)} to {number(high)}"
    if dead:
        text += f"; 0 everywhere: {'map' if len(dead) == 1 else 'maps'} {shorten(dead)}"
    remember(drawn, text + ".")
    return ax


def plot_gradient_check(
    analytic: Mapping[str, Any],
    numeric: Mapping[str, Any],
    *,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show derived gradients against measured ones: right ones lie on the diagonal.

    Parameters
    ----------
    analytic, numeric : dicts of str and array
        The gradients of each parameter, with the same names and shapes.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    derived, measured = read_arrays(analytic, "analytic"), read_arrays(numeric, "numeric")
    if set(derived) != set(measured):
        refuse("numeric", f"the names {sorted(measured)}", f"those of analytic: {sorted(derived)}")
    for name, array in derived.items():
        if measured[name].shape != array.shape:
            refuse(f"numeric[{name!r}]", measured[name], f"the shape of analytic, {array.shape}")
    ax = ax or new_axes(5.4, 5.0, title)
    for place, (name, array) in enumerate(derived.items()):
        ax.scatter(
            measured[name].ravel(),
            array.ravel(),
            s=26,
            marker=marker(place),
            facecolors="none" if marker(place) not in "PX*" else color(place),
            edgecolors=color(place),
            label=f"{name} ({_entries(array.size)})",
            zorder=3,
        )
    diagonal = ax.axline((0, 0), slope=1, color="0.4", linestyle="--", linewidth=1)
    diagonal.set_label("equal")
    quiet_grid(ax)
    label_axes(ax, xlabel="numeric gradient", ylabel="analytic gradient", title=title)
    ax.margins(0.08)
    worst = _worst(derived, measured)
    ax.text(
        0.98, 0.03, f"largest difference\n{worst}", transform=ax.transAxes, ha="right", fontsize=9
    )
    show_legend(ax, loc="upper left")
    count = sum(array.size for array in derived.values())
    remember(
        diagonal,
        f"Analytic against numeric gradients of {shorten(derived)}, {_entries(count)} in all; "
        f"the largest difference is {worst}.",
    )
    return ax


def _draw_histogram(ax: Axes, name: str, values: Floats, count: int, place: int) -> None:
    quiet_grid(ax)
    missing = (
        f"{count - len(values):,} of {count:,} values not finite" if len(values) < count else ""
    )
    if not len(values):
        ax.set_title(f"{name}\n{missing}", fontsize=10)
        remember(ax.patch, f"Histogram of {count:,} values, none of them finite.")
        return
    bins = int(np.clip(np.sqrt(len(values)), 10, 50))
    ax.hist(values, bins=bins, color=color(place), edgecolor="white", linewidth=0.3)
    mean, spread = number(float(values.mean())), number(float(values.std()))
    lines = [name, f"mean {mean}, std {spread}", *([missing] if missing else [])]
    ax.set_title("\n".join(lines), fontsize=10)
    text = (
        f"Histogram of {len(values):,} values from {number(values.min())} to {number(values.max())}"
    )
    remember(ax.patch, f"{text}{'; ' + missing if missing else ''}.")


def _reach(values: Floats) -> float:
    """Return the largest absolute value, for a scale with 0 in its middle."""
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size and finite.max() > 0 else 1.0


def _limits(values: Array) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(min(finite.min(), 0)), float(finite.max())
    return low, high if high > low else low + 1.0


def _extremes(values: Floats) -> str:
    finite = values[np.isfinite(values)]
    if not finite.size:
        return "without any finite weight"
    text = f"with weights from {number(float(finite.min()))} to {number(float(finite.max()))}"
    return text if finite.size == values.size else f"{text} and some that are not finite"


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def _worst(derived: dict[str, Floats], measured: dict[str, Floats]) -> str:
    """Return the largest difference and its place, as in "3.1e-09 in W1[0, 2]"."""
    found = []
    for name, array in derived.items():
        gaps = np.abs(array - measured[name])
        gaps = np.where(np.isfinite(gaps), gaps, np.inf)
        index = np.unravel_index(int(np.argmax(gaps)), gaps.shape)
        inside = f"[{', '.join(str(int(i)) for i in index)}]" if index else ""
        found.append((float(gaps[index]), f"{name}{inside}"))
    gap, where = max(found, key=lambda entry: entry[0])
    return f"{gap:.2g} in {where}"
