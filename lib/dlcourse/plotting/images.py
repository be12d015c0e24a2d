"""Images: one, and many as tiles."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from dlcourse.plotting._inputs import Array, Floats, read_array, read_captions, read_count, refuse
from dlcourse.plotting._mosaic import Mosaic
from dlcourse.plotting._style import label_axes, new_axes, shorten
from dlcourse.plotting.text_alternative import number, remember


def plot_img(image: Any, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Show one image, with its rows and columns numbered.

    The darkest gray value is black (or 0, if all are positive), the largest is white.

    Parameters
    ----------
    image : array
        Gray values (H, W) or (1, H, W), or colors (3, H, W) or (H, W, 3): whole numbers from 0 to
        255, or floats from 0 to 1; floats outside of this range are rescaled to it.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    wanted = "one image: an array of shape (H, W), or (3, H, W) or (H, W, 3) for colors"
    pixels = read_array(image, "image", wanted)
    if pixels.ndim not in (2, 3):
        several = pixels.ndim == 4
        refuse("image", pixels, wanted, "Use plot_tiles for several images." if several else "")
    stack = _as_stack(pixels[None])
    if stack is None:
        refuse("image", pixels, wanted, "Use plot_tiles for several images.")
    shown = stack[0]
    if ax is None:
        ax = new_axes(3.6, 3.6 * shown.shape[0] / shown.shape[1] + 0.3, title)
    if shown.ndim == 2:
        low, high = gray_range(shown)
        drawn = ax.imshow(shown, cmap="gray", vmin=low, vmax=high)
    else:
        drawn = ax.imshow(as_colors(shown))
    label_axes(ax, xlabel="column", ylabel="row", title=title)
    remember(drawn, f"{_kind(shown)} image of {_size(shown)} pixels, {_range(shown)}.")
    return ax


def plot_tiles(
    images: Any,
    *,
    captions: Sequence[Any] | None = None,
    columns: int = 10,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show many images side by side, all on the same scale of gray values.

    Parameters
    ----------
    images : array
        Gray values (N, H, W), or colors (N, 3, H, W) or (N, H, W, 3); values as in ``plot_img``.
    captions : sequence of N texts or numbers, optional
        What stands above each image.
    columns : int
        How many images stand in a row.
    title : str, optional
        Title of the picture.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
    """
    wanted = "images of shape (N, H, W), or (N, 3, H, W) or (N, H, W, 3) for colors"
    pixels = read_array(images, "images", wanted)
    stack = _as_stack(pixels)
    if stack is None:
        hints = {
            1: "Give the vector its rows and columns back: images.reshape(1, 28, 28).",
            2: "One image? Use plot_img. Images as rows? Use images.reshape(-1, 28, 28).",
        }
        refuse("images", pixels, wanted, hints.get(pixels.ndim, ""))
    texts = read_captions(captions, "captions", len(stack))
    mosaic = Mosaic(stack, texts, read_count(columns, "columns"))
    if stack.ndim == 3:
        ax, drawn = mosaic.draw(ax, title, cmap="gray", limits=gray_range(stack))
    else:
        mosaic = Mosaic(as_colors(stack), texts, mosaic.columns)
        ax, drawn = mosaic.draw(ax, title)
    kind = f"{len(stack):,} {_kind(stack[0]).split()[-1]}"
    named = f", with the captions {shorten(texts)}" if texts else ""
    remember(drawn, f"{kind} images of {_size(stack[0])} pixels in {mosaic.layout}{named}.")
    return ax


def gray_range(pixels: Array) -> tuple[float, float]:
    """Return the values that are drawn black and white."""
    finite = pixels[np.isfinite(pixels)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(min(finite.min(), 0)), float(max(finite.max(), 0))
    return (low, high) if low < high else (0.0, 1.0)


def as_colors(pixels: Array) -> Floats:
    """Bring colors to floats from 0 to 1."""
    floats = pixels.astype(np.float64)
    if pixels.dtype.kind in "iu" and floats.min() >= 0 and floats.max() <= 255:
        return floats / 255
    floats = np.nan_to_num(floats)
    low, high = floats.min(), floats.max()
    if low >= 0 and high <= 1:
        return floats
    if low >= 0 and high <= 255 and high > 8:
        return floats / 255
    return np.asarray((floats - low) / (high - low or 1.0))


def _as_stack(pixels: Array) -> Array | None:
    """Return (N, H, W) for gray values, (N, H, W, 3) for colors, None for other shapes."""
    if pixels.ndim == 3:
        return pixels
    if pixels.ndim != 4:
        return None
    if pixels.shape[1] == 1:
        return pixels[:, 0]
    if pixels.shape[1] == 3:
        return np.moveaxis(pixels, 1, -1)
    if pixels.shape[-1] == 1:
        return pixels[..., 0]
    return pixels if pixels.shape[-1] == 3 else None


def _kind(pixels: Array) -> str:
    return "A grayscale" if pixels.ndim == 2 else "A color"


def _size(pixels: Array) -> str:
    return f"{pixels.shape[0]}×{pixels.shape[1]}"


def _range(pixels: Array) -> str:
    return f"with values from {number(float(pixels.min()))} to {number(float(pixels.max()))}"
