"""What came and what is wanted: the case that a diagnosis looks at."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """What came and what is wanted: finite arrays of one shape that differ.

    Parameters
    ----------
    came, wanted : ndarray of float64
        The two arrays.
    rtol : float
        How precisely a claim must hold.
    batch_size : int or None
        The number of samples, if the test knows one.
    """

    came: Floats
    wanted: Floats
    rtol: float = 1e-5
    batch_size: int | None = None

    def holds(self, candidate: Floats) -> bool:
        """Tell whether what came is the candidate, and the candidate is not what is wanted."""
        return self.same(self.came, candidate) and not self.same(candidate, self.wanted)

    def same(self, a: Floats, b: Floats) -> bool:
        """Tell whether two arrays agree in shape and, relative to their scale, in all entries."""
        if a.shape != b.shape or not (np.isfinite(a).all() and np.isfinite(b).all()):
            return False
        return bool(self._close(a, b).all())

    def _close(self, a: Floats, b: Floats) -> NDArray[np.bool_]:
        scale = np.abs(b).max(initial=0.0)
        return np.asarray(np.abs(a - b) <= self.rtol * (np.abs(b) + 0.1 * scale))

    @cached_property
    def right(self) -> NDArray[np.bool_]:
        """Which entries are right."""
        return self._close(self.came, self.wanted)

    @cached_property
    def single(self) -> bool:
        """Whether there is but one entry."""
        return self.wanted.size == 1

    @property
    def subject(self) -> str:
        """The grammatical subject of a claim about all entries."""
        return "the value is" if self.single else "every entry is"

    @cached_property
    def distinct(self) -> int:
        """How many values the wanted entries have; coincidences are rare with many."""
        return int(np.unique(self.wanted).size)
