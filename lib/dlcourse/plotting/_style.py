"""Colors, markers and sizes that the pictures share."""

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

# The palette of Okabe and Ito (2008), told apart with every kind of color vision, with a gray in
# place of their yellow, which is hardly seen on white.
COLORS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#000000",
    "#999999",
)
MARKERS = ("o", "^", "s", "D", "v", "P", "X", "*", "<", "p", ">", "h")
LINES = ("-", "--", "-.", ":")
GRID: dict[str, Any] = {"color": "0.9", "linewidth": 0.8}

MOST_INSIDE = 6  # entries of a legend that still leave room for the picture around it

# Widest figure, in inches: what fits on a page of a notebook.
WIDEST = 11.0
LETTER = 0.58  # Width of a letter of the usual font, in units of its size.


def color(index: int) -> str:
    """Return the color of the class or curve with this index."""
    return COLORS[index % len(COLORS)]


def marker(index: int) -> str:
    """Return the marker of the class with this index."""
    return MARKERS[index % len(MARKERS)]


def line(index: int) -> str:
    """Return the line style of the curve with this index."""
    # Shifted in each round of the colors, so that no pair of color and style comes twice.
    return LINES[(index + index // len(COLORS)) % len(LINES)]


def light(shade: str) -> tuple[float, ...]:
    """Return the color mixed with white, as a background behind points of the color itself."""
    return tuple(0.72 + 0.28 * np.array(to_rgb(shade)))


def new_axes(width: float, height: float, title: str | None) -> Axes:
    """Make a figure with one Axes, wide enough for the title."""
    needed = max((len(part) for part in (title or "").split("\n")), default=0)
    letters = needed * LETTER * 12 / 72
    width = min(WIDEST, max(width, letters + 0.3))
    ax: Axes = plt.subplots(figsize=(width, height), layout="tight")[1]
    return ax


def label_axes(ax: Axes, *, xlabel: str, ylabel: str, title: str | None) -> None:
    """Write the labels of both axes and, if there is one, the title."""
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    if title is not None:
        ax.set_title(title)


def quiet_grid(ax: Axes) -> None:
    """Draw a pale grid behind everything else."""
    ax.grid(True, **GRID)
    ax.set_axisbelow(True)


def show_legend(ax: Axes, **settings: Any) -> None:
    """Draw the legend anew if anything has a label; a long one stands beside the picture."""
    handles, _ = ax.get_legend_handles_labels()
    if len(handles) > MOST_INSIDE:
        settings |= {"loc": "upper left", "bbox_to_anchor": (1.01, 1.0), "borderaxespad": 0.0}
    if handles:
        ax.legend(framealpha=0.9, **settings)


def shorten(items: Iterable[str], most: int = 12) -> str:
    """Join items with commas; of a long list only the beginning is kept."""
    texts = [text for item in items if (text := " ".join(str(item).split()))]
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more
