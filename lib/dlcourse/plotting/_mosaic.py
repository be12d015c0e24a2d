"""Tiles with captions in one Axes: the layout behind images, weights, kernels and maps."""

import textwrap
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.image import AxesImage

from dlcourse.plotting._inputs import Array
from dlcourse.plotting._style import LETTER, WIDEST, new_axes

SMALLEST_FONT, FONT = 6.0, 9.0
POINTS = 72.0  # points in an inch
LINE = 1.25  # height of a line of text in units of the font size
SHARPEST = 24  # tiles with fewer pixels than this are enlarged, so that gaps can be narrow


@dataclass(frozen=True)
class Mosaic:
    """Tiles in rows and columns.

    Parameters
    ----------
    tiles : ndarray
        (N, H, W) numbers or (N, H, W, 3) colors from 0 to 1.
    captions : list of str
        One text a tile, or none at all.
    most_columns : int
        How many tiles stand in a row, if there are that many.
    widest_tile : float
        Width of a tile in inches, if there is room for it.
    """

    tiles: Array
    captions: list[str]
    most_columns: int
    widest_tile: float = 1.2

    @property
    def columns(self) -> int:
        """How many tiles stand in a row."""
        return min(self.most_columns, len(self.tiles))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-len(self.tiles) // self.columns)

    @property
    def layout(self) -> str:
        """The layout in words."""
        if self.rows == 1:
            return "1 row"
        most = "up to " if len(self.tiles) % self.columns else ""
        return f"{self.rows} rows of {most}{self.columns}"

    def draw(
        self,
        ax: Axes | None,
        title: str | None,
        *,
        cmap: str | None = None,
        limits: tuple[float, float] | None = None,
        colorbar: str | None = None,
    ) -> tuple[Axes, AxesImage]:
        """Draw the tiles.

        Parameters
        ----------
        ax : Axes or None
            Where to draw; a new figure for None.
        title : str or None
            Title of the picture.
        cmap : str, optional
            The color map of numbers.
        limits : pair of floats, optional
            The numbers at the two ends of the color map.
        colorbar : str, optional
            What the numbers are; with it the picture has a color bar.

        Returns
        -------
        Axes, AxesImage
            Where it was drawn, and the image.
        """
        if ax is None:
            width = self.columns * self._tile_width * (1 + self._gap / self._wide)
            size, lines = self._fit_captions(self._tile_width)
            ratio = self._high / self._wide
            row = self._tile_width * ratio * 1.06 + lines * size * LINE / POINTS
            ax = new_axes(width + (0.8 if colorbar else 0.1), self.rows * row + 0.5, title)
            scale = self._tile_width / self._wide
        else:
            scale = self._scale_within(ax)
        low, high = limits or (None, None)
        size, lines = self._fit_captions(scale * self._wide)
        head = round(lines * size * LINE / POINTS / scale) + (self._gap if lines else 0)
        picture, corners = self._arrange(head)
        drawn = ax.imshow(picture, cmap=cmap, vmin=low, vmax=high)
        self._frame(ax, corners)
        self._write(ax, corners, size, scale)
        ax.set_axis_off()
        if title is not None:
            ax.set_title(title)
        if colorbar:
            self._add_colorbar(ax, drawn, colorbar, scale * picture.shape[1])
        return ax, drawn

    @cached_property
    def _enlarged(self) -> Array:
        times = -(-SHARPEST // max(self.tiles.shape[1:3]))
        return self.tiles.repeat(times, axis=1).repeat(times, axis=2)

    @property
    def _high(self) -> int:
        return int(self._enlarged.shape[1])

    @property
    def _wide(self) -> int:
        return int(self._enlarged.shape[2])

    @property
    def _gap(self) -> int:
        # Kernels of a few pixels run into each other when the gap is narrow.
        share = 0.06 if self.tiles.shape[2] > SHARPEST / 2 else 0.14
        return max(1, round(share * self._wide))

    @property
    def _tile_width(self) -> float:
        """Width of a tile in inches in a figure of its own."""
        usual = min(self.widest_tile, 9.0 / self.columns)
        longest = max((len(word) for text in self.captions for word in text.split()), default=0)
        needed = longest * LETTER * FONT / POINTS
        return min(max(usual, needed), max(usual, WIDEST / self.columns / 1.06))

    def _scale_within(self, ax: Axes) -> float:
        """Return inches for each pixel, for tiles that fill an Axes."""
        width, height = ax.bbox.width / ax.figure.dpi, ax.bbox.height / ax.figure.dpi
        scale = width / (self.columns * (self._wide + self._gap))
        size, lines = self._fit_captions(scale * self._wide)
        room = height / self.rows
        free = max(room - lines * size * LINE / POINTS, 0.3 * room)
        return min(scale, free / (self._high + self._gap * (2 if lines else 1)))

    def _fit_captions(self, width: float) -> tuple[float, int]:
        """Return the font size, and how many lines the longest caption takes."""
        if not self.captions:
            return FONT, 0
        longest = max((len(word) for text in self.captions for word in text.split()), default=1)
        size = float(np.clip(width * POINTS / (LETTER * max(longest, 1)), SMALLEST_FONT, FONT))
        return size, max(len(_wrap(text, width, size)) for text in self.captions)

    def _arrange(self, head: int) -> tuple[Array, list[tuple[int, int]]]:
        """Put the tiles into one picture; `head` pixels above each are left for its caption."""
        down, right = self._high + self._gap + head, self._wide + self._gap
        shape = (self.rows * down - self._gap, self.columns * right - self._gap)
        corners = [
            (place // self.columns * down + head, place % self.columns * right)
            for place in range(len(self.tiles))
        ]
        colors = self._enlarged.ndim == 4
        picture = np.zeros((*shape, 4)) if colors else np.full(shape, np.nan)
        for tile, (y, x) in zip(self._enlarged, corners, strict=True):
            part = picture[y : y + self._high, x : x + self._wide]
            if colors:
                part[..., :3], part[..., 3] = tile, 1.0
            else:
                part[...] = tile
        return (picture if colors else np.ma.masked_invalid(picture)), corners

    def _frame(self, ax: Axes, corners: list[tuple[int, int]]) -> None:
        """Outline the tiles: some are white at their edge."""
        box = np.array([[0, 0], [self._wide, 0], [self._wide, self._high], [0, self._high]]) - 0.5
        outlines = [box + np.array([x, y]) for y, x in corners]
        ax.add_collection(
            PolyCollection(
                outlines, facecolors="none", edgecolors="0.6", linewidths=0.5, clip_on=False
            ),
            autolim=False,
        )

    def _write(self, ax: Axes, corners: list[tuple[int, int]], size: float, scale: float) -> None:
        for text, (y, x) in zip(self.captions, corners, strict=bool(self.captions)):
            ax.text(
                x + self._wide / 2 - 0.5,
                y - 0.5 - 0.02 / scale,
                "\n".join(_wrap(text, scale * self._wide, size)),
                fontsize=size,
                ha="center",
                va="bottom",
                linespacing=1.1,
            )

    def _add_colorbar(self, ax: Axes, drawn: AxesImage, label: str, width: float) -> None:
        """Draw the bar beside the Axes: as high as the picture, whatever room it has."""
        bar = ax.inset_axes((1 + 0.1 / width, 0.0, 0.12 / width, 1.0), label="<colorbar>")
        ax.figure.colorbar(drawn, cax=bar, label=label)
        bar.tick_params(labelsize=8)


def _wrap(text: str, width: float, size: float) -> list[str]:
    """Break a caption into lines that fit over a tile; words stay whole."""
    letters = max(1, int(1.08 * width * POINTS / (LETTER * size)))
    lines = [textwrap.wrap(line, letters, break_long_words=False) for line in text.split("\n")]
    return [part for line in lines for part in (line or [""])]
