"""Where the course's folders are, and nbgrader's settings for them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traitlets.config import Config

from autograder.markers import END, START, STUB

# Programs that use the gradebook at the same time wait so long for each other.
DATABASE_SECONDS = 60.0
QUIET_KERNEL = ("--IPKernelApp.log_level=ERROR",)


class LayoutError(Exception):
    """Raised when a folder is not a course; the text says what is missing."""


@dataclass(frozen=True)
class Layout:
    """The folders of a course.

    Attributes
    ----------
    course, solutions, release : Path
        Sources, reference notebooks, student notebooks.
    workspace : Path
        What grading writes: submissions, gradebook, feedback, reports.
    tests : Path
        The tests of the project, with the attempts.
    """

    course: Path
    solutions: Path
    release: Path
    workspace: Path
    tests: Path

    @classmethod
    def at(cls, root: Path) -> "Layout":
        """Give the layout of the course whose top folder is ``root``."""
        root = root.resolve()
        return cls(
            root / "course",
            root / "solutions",
            root / "release",
            root / "workspace",
            root / "tests",
        )

    def source(self, unit: str) -> Path:
        """Give the path of a unit's source."""
        return self.course / f"{unit}.py"

    def solution(self, unit: str) -> Path:
        """Give the path of a unit's reference notebook."""
        return self.solutions / unit / f"{unit}.ipynb"

    def released(self, unit: str) -> Path:
        """Give the path of a unit's student notebook."""
        return self.release / unit / f"{unit}.ipynb"

    def attempts(self, unit: str) -> Path:
        """Give the path of a unit's attempts."""
        return self.tests / "attempts" / f"{unit}.py"

    def unit_names(self) -> list[str]:
        """List the units that have a source, in order.

        Raises
        ------
        LayoutError
            If there is no ``course`` folder.
        """
        if not self.course.is_dir():
            raise LayoutError(
                f"{self.course} is not a folder: run the command in the course's top folder, "
                "the one that holds course/, or name it with --root"
            )
        return sorted(path.stem for path in self.course.glob("[0-9][0-9]_*.py"))


def find_root(start: Path) -> Path:
    """Find the course's top folder: ``start`` or the nearest folder above with ``course/``."""
    for folder in (start, *start.parents):
        if (folder / "course").is_dir() and (folder / "lib" / "dlcourse").is_dir():
            return folder
    return start


def database_seconds() -> float:
    """Give how many seconds to wait for a locked gradebook."""
    return DATABASE_SECONDS


def nbgrader_config(layout: Layout) -> "Config":
    """Map nbgrader's steps onto the course's folders.

    The spelling ``delimeter`` is nbgrader's own.
    """
    # Imported here: most commands need the folders and not nbgrader.
    from traitlets.config import Config

    folders = (layout.solutions, layout.release, layout.workspace)
    # nbgrader reads absolute folders as regular expressions: a parenthesis in a path breaks them.
    root = Path(os.path.commonpath(folders))
    source, release, workspace = (folder.relative_to(root) for folder in folders)
    config = Config()
    config.CourseDirectory.course_id = "dlcourse"
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.source_directory = str(source)
    config.CourseDirectory.release_directory = str(release)
    config.CourseDirectory.submitted_directory = str(workspace / "submitted")
    config.CourseDirectory.autograded_directory = str(workspace / "autograded")
    config.CourseDirectory.feedback_directory = str(workspace / "feedback")
    database = layout.workspace / "gradebook.db"
    config.CourseDirectory.db_url = f"sqlite:///{database}?timeout={database_seconds():g}"
    config.ClearSolutions.begin_solution_delimeter = START
    config.ClearSolutions.end_solution_delimeter = END
    config.ClearSolutions.code_stub = {"python": STUB}
    config.Execute.extra_arguments = list(QUIET_KERNEL)
    # Every test cell that a student deleted is put back, so that no old score can survive.
    config.OverwriteCells.add_missing_cells = True
    # nbgrader gives 0 points for any word on stderr; an honest warning must not cost points.
    config.IgnorePattern.enabled = True
    config.IgnorePattern.pattern = r"(?s).*"
    # Whatever is drawn as HTML, by formgrader for one.
    config.HTMLExporter.preprocessors = ["autograder.stock.NoScript"]
    config.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "autograder.stock.SafeFeedback",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    return config
