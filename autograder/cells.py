"""Brings a unit's cells in the gradebook up to date, also when there are submissions already."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, MissingEntry
from nbgrader.preprocessors import SaveCells

# What nbgrader calls the kinds of cells, and what each submission has for a cell of that kind.
_KINDS: dict[str, tuple[type, ...]] = {
    "grade": (Grade,),
    "solution": (Comment,),
    "task": (Grade, Comment),
    "source": (),
}


class SaveChangedCells(SaveCells):  # type: ignore[misc]
    """nbgrader's step that saves cells, for units whose cells have come or gone.

    nbgrader refuses those as soon as somebody has handed in. Here a new cell gets an empty grade
    in every submission, and one that is gone takes its grades with it: no old score stays.
    """

    def _create_notebook(self, nb: NotebookNode) -> None:
        try:
            notebook = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except MissingEntry:
            notebook = None
        if notebook is not None and notebook.submissions:
            for kind in _KINDS:
                self._adapt(kind, notebook)
            self.gradebook.db.commit()
        super()._create_notebook(nb)

    def _adapt(self, kind: str, notebook: Any) -> None:
        """Let the cells of a kind in the gradebook have the names that the unit has."""
        old = {cell.name: cell for cell in getattr(notebook, f"{kind}_cells")}
        new = getattr(self, f"new_{kind}_cells")
        for name in old.keys() - new.keys():
            self._remove(old[name])
        for name in new.keys() - old.keys():
            add = getattr(self.gradebook, f"add_{kind}_cell")
            cell = add(name, self.notebook_id, self.assignment_id, **new[name])
            for table in _KINDS[kind]:
                for submitted in notebook.submissions:
                    self.gradebook.db.add(table(cell_id=cell.id, notebook_id=submitted.id))

    def _remove(self, cell: Any) -> None:
        if isinstance(cell, BaseCell):
            for table in (Grade, Comment):
                self.gradebook.db.query(table).filter(table.cell_id == cell.id).delete()
        self.gradebook.db.delete(cell)
