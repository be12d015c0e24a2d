"""An exercise that was not attempted shows as one calm line in a notebook."""

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.slow

STUB = 'raise NotImplementedError("Not attempted yet: write your code here.")'


def run(*sources: str) -> list:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    NotebookClient(notebook, timeout=120, allow_errors=True, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells]


def test_a_stub_is_one_line_that_names_the_exercise_and_still_an_error():
    (*_, (output,)) = run(
        "from dlcourse.testing import check_close",
        f"def sigmoid(z):\n    {STUB}",
        "check_close(sigmoid(0.0), 0.5, 'sigmoid(0)')",
    )
    assert (output.output_type, output.ename) == ("error", "NotImplementedError")
    (line,) = output.traceback
    assert line.startswith("· sigmoid is not attempted yet")


def test_another_not_implemented_error_keeps_its_traceback():
    (*_, (output,)) = run("import dlcourse.testing", "raise NotImplementedError('my own')")
    assert output.ename == "NotImplementedError"
    assert "my own" in "\n".join(output.traceback)
