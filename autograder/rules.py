"""The rules a unit keeps; what breaks them is refused with file, line and reason."""

import ast
import builtins
import re
import symtable
from collections import Counter
from collections.abc import Iterator

from autograder.markers import END, HIDDEN_END, HIDDEN_START, START
from autograder.source import Cell, Problem, Unit, split_region

MAX_REGION_LINES = 12
_ID = re.compile(r"^[a-z][a-z0-9_-]*$")
_STDERR = re.compile(r"\bsys\.stderr\b|\bwarnings\.warn\b")
_MARKERS = ("START YOUR CODE", "END YOUR CODE", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS")


def problems(unit: Unit) -> list[Problem]:
    """Collect everything that is wrong with a unit.

    Parameters
    ----------
    unit : Unit

    Returns
    -------
    list of Problem
        Sorted by line; empty for a sound unit.
    """
    found = [
        Problem(unit.path, cell.line + offset, reason)
        for cell in unit.cells
        for offset, reason in _cell_problems(cell)
    ]
    found += [Problem(unit.path, line, reason) for line, reason in _order_problems(unit)]
    found += [Problem(unit.path, line, reason) for line, reason in _name_problems(unit)]
    return sorted(found, key=lambda problem: problem.line)


def _cell_problems(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield (line after the header, reason) for what one cell alone shows."""
    if cell.role in ("exercise", "given", "question") and not _ID.match(cell.name):
        yield 0, f"the id {cell.name!r} must be lower case letters, digits, '_' or '-'"
    if cell.role not in ("exercise", "tests"):
        yield from _stray_markers(cell)
    if cell.is_markdown:
        return
    try:
        tree = ast.parse(_without_magics(cell.source))
    except SyntaxError as error:
        yield error.lineno or 0, f"is not Python: {error.msg}"
        return
    if cell.role == "exercise":
        yield from _exercise_problems(cell, tree)
    elif cell.role == "tests":
        yield from _tests_problems(cell, tree)
    elif cell.role == "given" and cell.name not in _definitions(cell.source):
        yield 0, f"the given cell {cell.name!r} does not define {cell.name}"


def _without_magics(source: str) -> str:
    return re.sub(r"(?m)^(\s*)[%!].*$", r"\1pass", source)


def _stray_markers(cell: Cell) -> Iterator[tuple[int, str]]:
    for offset, line in enumerate(cell.source.splitlines(), start=1):
        for marker in _MARKERS:
            if marker in line:
                place = "prose" if cell.is_markdown else "a cell that is no exercise"
                yield offset, f"the marker {marker!r} stands in {place}"


def _exercise_problems(cell: Cell, tree: ast.Module) -> Iterator[tuple[int, str]]:
    lines = [line.strip() for line in cell.source.splitlines()]
    if lines.count(START) != 1 or lines.count(END) != 1:
        yield (
            0,
            f"the exercise {cell.name!r} needs the lines {START!r} and {END!r}, each once",
        )
        return
    if lines.index(START) > lines.index(END):
        yield lines.index(END) + 1, f"in the exercise {cell.name!r} the end marker comes first"
        return
    region = [
        line
        for line in split_region(cell.source)[1].splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]
    if not 1 <= len(region) <= MAX_REGION_LINES:
        yield (
            lines.index(START) + 1,
            f"the exercise {cell.name!r} asks for {len(region)} lines of code; "
            f"1 to {MAX_REGION_LINES} are allowed",
        )
    definitions = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    if len(definitions) != 1:
        yield 0, f"the exercise {cell.name!r} must define exactly one function or class"
    elif not ast.get_docstring(definitions[0]):
        yield definitions[0].lineno, f"{definitions[0].name} needs a docstring"


def _tests_problems(cell: Cell, tree: ast.Module) -> Iterator[tuple[int, str]]:
    points = cell.points
    if points is None:
        yield 0, f"the tests of {cell.name!r} need points, such as points=2"
    elif isinstance(points, bool) or not isinstance(points, int) or not 1 <= points <= 3:
        yield 0, f"points must be 1, 2 or 3, not {points!r}"
    yield from _hidden_problems(cell)
    for offset, line in enumerate(cell.source.splitlines(), start=1):
        if _STDERR.search(line):
            yield offset, "a test cell must not write to stderr: nbgrader would give 0 points"
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr) and not _is_check(last.value):
        yield (
            last.lineno,
            "a test cell must not end in a bare expression: nbgrader reads its value as points",
        )


def _hidden_problems(cell: Cell) -> Iterator[tuple[int, str]]:
    lines = [line.strip() for line in cell.source.splitlines()]
    if lines.count(HIDDEN_START) != 1 or lines.count(HIDDEN_END) != 1:
        yield (
            0,
            f"the tests of {cell.name!r} need one hidden part between "
            f"{HIDDEN_START!r} and {HIDDEN_END!r}",
        )
        return
    start, end = lines.index(HIDDEN_START), lines.index(HIDDEN_END)
    if not any("check_" in line for line in lines[:start] + lines[end + 1 :]):
        yield 0, f"the tests of {cell.name!r} need a visible part with a check"
    if not any("check_" in line for line in lines[start:end]):
        yield start + 1, f"the hidden part of the tests of {cell.name!r} checks nothing"


def _is_check(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and (node.func.id.startswith("check_") or node.func.id == "print")
    )


def _order_problems(unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield what the order of cells breaks: exercises and their tests belong together."""
    current = ""
    tested: set[str] = set()
    for cell in unit.cells:
        if cell.role == "exercise":
            current = cell.name
        elif cell.role == "tests":
            if cell.name != current:
                yield cell.line, f"these tests must stand right below the exercise {cell.name!r}"
            tested.add(cell.name)
        elif not cell.is_markdown:
            current = ""
    for cell in unit.exercises:
        if cell.name not in tested:
            yield cell.line, f"the exercise {cell.name!r} has no tests"
    named = [c for c in unit.cells if c.role in ("exercise", "given", "question")]
    counts = Counter(cell.name for cell in named)
    for cell in named:
        if counts[cell.name] > 1:
            yield cell.line, f"the id {cell.name!r} is used {counts[cell.name]} times"


def _name_problems(unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield the names that break the self-containment of test cells."""
    usable: set[str] = set()  # functions and classes of exercise and given cells
    ordinary: set[str] = set()  # whatever cells other than tests bind
    from_tests: dict[str, int] = {}  # what a test cell bound last, and its line
    for cell in unit.cells:
        if cell.is_markdown or _is_broken(cell):
            continue
        table = symtable.symtable(_without_magics(cell.source), str(unit.path), "exec")
        free = _free_names(table)
        for name in sorted(free & set(from_tests)):
            yield (
                cell.line,
                f"uses {name!r}, which the test cell of line {from_tests[name]} defines",
            )
        if cell.role == "tests":
            for name in sorted(free - usable):
                yield (
                    cell.line,
                    f"the test cell uses {name!r}, which it neither imports nor "
                    "finds in an exercise or given cell above",
                )
            harmless = _imported(table) & ordinary
            from_tests |= dict.fromkeys(_bound(table) - harmless, cell.line)
        else:
            ordinary |= _bound(table)
            from_tests = {n: line for n, line in from_tests.items() if n not in _bound(table)}
            if cell.role in ("exercise", "given"):
                usable |= _definitions(cell.source)


def _is_broken(cell: Cell) -> bool:
    try:
        ast.parse(_without_magics(cell.source))
    except SyntaxError:
        return True
    return False


def _bound(table: symtable.SymbolTable) -> set[str]:
    """Names that a cell binds at its top level, by assignment, definition or import."""
    return {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}


def _imported(table: symtable.SymbolTable) -> set[str]:
    return {s.get_name() for s in table.get_symbols() if s.is_imported()}


def _definitions(source: str) -> set[str]:
    """Functions and classes that a cell defines at its top level."""
    body = ast.parse(_without_magics(source)).body
    return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _free_names(table: symtable.SymbolTable) -> set[str]:
    """Names that a cell uses without binding them, builtins left out."""
    return _global_uses(table) - _bound(table) - set(dir(builtins)) - {"__name__", "__file__"}


def _global_uses(table: symtable.SymbolTable) -> set[str]:
    top = table.get_type() == "module"
    names = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (top or symbol.is_global())
    }
    return names.union(*(_global_uses(child) for child in table.get_children()), set())
