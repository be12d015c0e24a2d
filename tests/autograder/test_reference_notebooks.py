"""Every reference notebook runs from its first cell to its last, on little time and little data.

The committed outputs come of long runs on the full data; here the experiments are short and the
embedded samples stand in, as for a reader who is offline.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder.build import load_unit
from autograder.execute import execute
from autograder.layout import Layout
from autograder.notebook import to_notebook

pytestmark = pytest.mark.slow

COURSE = Layout.at(Path(__file__).parents[2])
UNITS = COURSE.unit_names()


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, "Future[NotebookNode]"]]:
    """Run all units in quick mode, as many at a time as there are cores."""
    folder = tmp_path_factory.mktemp("kernels")
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(os.cpu_count()) as pool:
        patch.delenv("DLCOURSE_DATA", raising=False)
        patch.setenv("DLCOURSE_OFFLINE", "1")
        patch.setenv("DLCOURSE_QUICK", "1")
        patch.setenv("OMP_NUM_THREADS", "1")
        yield {
            unit: pool.submit(execute, to_notebook(load_unit(COURSE, unit)), folder)
            for unit in UNITS
        }


@pytest.mark.parametrize("unit", UNITS)
def test_it_runs_in_quick_mode_and_prints_nothing_in_red(unit, running):
    notebook = running[unit].result()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [o.text for o in outputs if o.get("name") == "stderr"] == []
    assert any("image/png" in output.get("data", {}) for output in outputs)
