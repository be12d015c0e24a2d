"""How long grading a submission may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimeLimits:
    """Seconds that a cell, and all cells of a submission together, may take."""

    cell: float = 30.0
    submission: float = 240.0
