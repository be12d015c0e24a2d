"""The device that torch computes on, and one seed for every source of randomness."""

import os
import random
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import torch

DEVICE_NAMES = ("cuda", "mps", "cpu")
"""The devices the course knows, the fastest first."""


def get_device(prefer: str | None = None) -> "torch.device":
    """Pick the device to compute on.

    Parameters
    ----------
    prefer : {"cuda", "mps", "cpu"}, optional
        The device to take if this computer has it. Without it, and when it is missing here, the
        first available one of CUDA (an NVIDIA GPU), MPS (an Apple GPU) and the CPU is taken.

    Returns
    -------
    torch.device
        Note that MPS has no float64: use float32 there.

    Raises
    ------
    ValueError
        When `prefer` is none of the three names.
    """
    if prefer is not None and prefer not in DEVICE_NAMES:
        raise ValueError(
            f"prefer is {prefer!r}, but the devices are called {', '.join(DEVICE_NAMES)}. "
            "Leave it out to get the fastest one of this computer."
        )
    import torch

    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    wishes = DEVICE_NAMES if prefer is None else (prefer, *DEVICE_NAMES)
    return torch.device(next(name for name in wishes if available.get(name, name == "cpu")))


def set_seed(seed: int) -> None:
    """Seed Python's `random`, NumPy's global generator and torch (CPU and GPU) with one number.

    Parameters
    ----------
    seed : int
        From 0 to 2³² − 1, the range that NumPy takes.

    Raises
    ------
    ValueError
        When `seed` is outside this range.

    Notes
    -----
    The same seed gives the same numbers on the same computer with the same versions. Sums on a GPU
    may still differ in their last digits, as their order is not fixed.
    """
    if not 0 <= seed < 2**32:
        raise ValueError(f"seed is {seed}, but must lie between 0 and {2**32 - 1}.")
    import torch

    random.seed(int(seed))
    np.random.seed(int(seed))
    torch.manual_seed(int(seed))


def describe_device(device: "torch.device | str") -> str:
    """Describe a device in words.

    Parameters
    ----------
    device : torch.device or str
        As `get_device` gives it, or a name like ``"cpu"``.

    Returns
    -------
    str
        E.g. ``"CPU, 8 cores"`` or ``"CUDA: NVIDIA H200, 140 GiB of memory"``.
    """
    import torch

    device = torch.device(device)
    if device.type == "cpu":
        cores = os.cpu_count() or 1
        return f"CPU, {cores} core{'s' if cores > 1 else ''}"
    if device.type == "cuda":
        properties = torch.cuda.get_device_properties(device)
        return f"CUDA: {properties.name}, {properties.total_memory / 2**30:.0f} GiB of memory"
    return "MPS: Apple GPU" if device.type == "mps" else device.type.upper()
