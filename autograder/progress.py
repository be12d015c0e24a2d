"""The live line of a grading run: done, left, rate, verdicts; silent when nobody watches."""

import sys
from collections import Counter
from typing import Any

from tqdm import tqdm


class Progress:
    """Shows how far a class is."""

    def __init__(self, total: int) -> None:
        self._verdicts: Counter[str] = Counter()
        self._bar: Any = tqdm(
            total=total, unit="notebook", desc="graded", file=sys.stderr, disable=None, leave=False
        )

    def add(self, record: dict[str, Any]) -> None:
        """Count one graded submission."""
        self._verdicts.update(test["verdict"] for test in record["tests"])
        self._bar.set_postfix_str(", ".join(f"{n} {name}" for name, n in self._verdicts.items()))
        self._bar.update()

    def close(self) -> None:
        """Take the line away."""
        self._bar.close()
