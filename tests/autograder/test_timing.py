"""The seconds of a class, averaged over what was run."""

from autograder.timing import STEPS, in_words, mean_seconds


def test_a_file_that_could_not_be_run_does_not_count():
    means = mean_seconds([{"cells": 1.0}, {}, {"cells": 3.0, "fork": 0.5}])
    assert means == dict.fromkeys(STEPS, 0.0) | {"cells": 2.0, "fork": 0.25}


def test_nothing_was_run():
    assert mean_seconds([{}]) == dict.fromkeys(STEPS, 0.0)


def test_one_line_names_every_step_in_order():
    assert in_words({"cells": 0.1234}) == (
        "reading 0.000 s, fork 0.000 s, isolation 0.000 s, cells 0.123 s, judging 0.000 s, "
        "recording 0.000 s"
    )
