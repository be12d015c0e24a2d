"""One isolated template for all tests of the engine, and notebooks run through it."""

import os
import textwrap
from collections.abc import Callable, Iterator, Sequence

import pytest

from autograder.engine.judge import Cell, CellResult, judge
from autograder.engine.limits import TimeLimits
from autograder.engine.process import TemplateProcess

Run = Callable[..., list[CellResult]]


@pytest.fixture(scope="session")
def template() -> Iterator[TemplateProcess]:
    """Give a template with all walls."""
    os.environ["A_SECRET_OF_THE_GRADER"] = "open sesame"
    process = TemplateProcess()
    process.wait_until_ready()
    yield process
    process.close()


@pytest.fixture
def run(template: TemplateProcess) -> Run:
    """Give ``run(*cells, seconds=5)``: cells that begin with ``# test`` are test cells."""

    def run(*sources: str, seconds: float = 8.0, in_all: float = 60.0) -> list[CellResult]:
        return judge(template, _cells(sources), TimeLimits(seconds, in_all))[0]

    return run


def _cells(sources: Sequence[str]) -> list[Cell]:
    plain = [textwrap.dedent(source).strip() for source in sources]
    return [
        Cell("test" if source.startswith("# test") else "student", str(index), source)
        for index, source in enumerate(plain)
    ]


@pytest.fixture
def passes(run: Run) -> Callable[..., None]:
    """Give ``passes(*cells)``: none of the cells ends with an error."""

    def passes(*sources: str) -> None:
        errors = [result.error for result in run(*sources) if result.error]
        assert not errors

    return passes
