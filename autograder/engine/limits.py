"""What grading a submission may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimeLimits:
    """Seconds that a cell, and all cells of a submission together, may take.

    The units' own cells take a fraction of a second.
    """

    cell: float = 20.0
    submission: float = 120.0

    @property
    def cell_after_timeout(self) -> float:
        """Seconds for a cell of a notebook with an endless loop: most others would wait for it."""
        return self.cell / 4


@dataclass(frozen=True)
class Resources:
    """What the processes of one submission may use, all of them together.

    Attributes
    ----------
    memory : int
        Bytes of memory.
    address_space : int
        Bytes that one process may reserve; so it runs out of memory before all are ended for it.
    disk : int
        Bytes in the private folders, which lie in memory.
    files : int
        Files and folders there.
    processes : int
        Processes and threads at a time.
    cpu_seconds : int
        Processor time of one process; all of them share one core.
    """

    memory: int = 3 << 30
    address_space: int = 5 << 29
    disk: int = 128 << 20
    files: int = 20_000
    processes: int = 64
    cpu_seconds: int = 300


# What the judge of one submission may use itself, whatever it is sent.
JUDGE_MEMORY = 2 << 30
# So much longer than its limit may the judging of a submission take before it is ended.
JUDGE_GRACE = 30.0
