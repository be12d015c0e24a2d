"""Where the time of grading goes, step by step."""

from collections.abc import Iterable, Mapping

# What a record's seconds are called, in the order in which they pass, and what they are in words.
STEPS = {
    "reading": "reading and assembling the notebook",
    "fork": "forking a process for it",
    "isolation": "building its walls",
    "cells": "running the student's cells",
    "judging": "running the tests, with what they ask of the student's code",
    "recording": "writing gradebook and feedback",
}
Seconds = Mapping[str, float]


def mean_seconds(submissions: Iterable[Seconds]) -> dict[str, float]:
    """Average each step over the submissions that were run: ``{"fork": 0.01, …}``.

    What could not be run, such as a file that is no notebook, has no seconds and does not count.
    """
    run = [one for one in submissions if one]
    return {
        step: sum(one.get(step, 0.0) for one in run) / len(run) if run else 0.0 for step in STEPS
    }


def in_words(seconds: Seconds) -> str:
    """Write seconds in one line: ``reading 0.03 s, fork 0.01 s, …``."""
    return ", ".join(f"{step} {seconds.get(step, 0.0):.3f} s" for step in STEPS)
