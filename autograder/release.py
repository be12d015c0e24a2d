"""Makes the student notebook from the reference notebook with nbgrader's generate_assignment."""

import logging
import tempfile
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells

from autograder.layout import Layout, nbgrader_config
from autograder.notebook import write_notebook


def student_notebook(unit: str, reference: NotebookNode) -> bytes:
    """Run nbgrader's own generate_assignment on a reference notebook.

    Parameters
    ----------
    unit : str
        The unit's name.
    reference : NotebookNode
        Its reference notebook, executed or not: outputs do not matter.

    Returns
    -------
    bytes
        The student notebook: stubs, no answers, no hidden tests, no outputs.
    """
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout.at(Path(folder))
        write_notebook(layout.solution(unit), reference)
        generate_assignment(layout, unit, database=False)
        return layout.released(unit).read_bytes().rstrip(b"\n") + b"\n"


def generate_assignment(layout: Layout, unit: str, *, database: bool) -> None:
    """Run nbgrader's generate_assignment in a layout.

    Parameters
    ----------
    layout : Layout
        Whose solutions hold the unit and whose release gets it.
    unit : str
        The unit's name.
    database : bool
        Whether to register the unit's cells in the workspace's gradebook.

    Raises
    ------
    nbgrader.converters.base.NbGraderException
        If nbgrader refuses the notebook.
    """
    config = nbgrader_config(layout)
    config.CourseDirectory.assignment_id = unit
    config.GenerateAssignment.force = True
    steps = GenerateAssignment.preprocessors.default_args[0]
    if database:
        from autograder.cells import SaveChangedCells

        steps = [SaveChangedCells if step is SaveCells else step for step in steps]
    else:
        config.GenerateAssignment.no_database = True
        steps = [step for step in steps if step is not SaveCells]
    config.GenerateAssignment.preprocessors = steps
    layout.workspace.mkdir(parents=True, exist_ok=True)
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.log.setLevel(logging.ERROR)
    converter.start()
