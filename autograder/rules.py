"""The rules a unit keeps; what breaks them is refused with file, line and reason."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from autograder.attempts import with_body
from autograder.markers import END, HIDDEN_END, HIDDEN_START, START, STUB_LINE
from autograder.names import Names, names_of, parse
from autograder.source import Cell, Problem, Unit, split_region, visible_part

MAX_REGION_LINES = 12
# Jupyter allows 64 characters for a cell's id, and the ids of tests are longer.
_ID = re.compile(r"[a-z][a-z0-9_-]{0,49}")
_STDERR = re.compile(r"\bsys\.stderr\b|\bwarnings\.warn\b")
_MARKERS = ("START YOUR CODE", "END YOUR CODE", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
# What a cell calls that draws, shows a widget, or trains for so long that it needs a bar.
_DEMONSTRATES = re.compile(r"(explore|show|progress|subplots|(plot|draw)_\w+)\Z")
_OWN_MARKERS = {"exercise": (START, END), "tests": (HIDDEN_START, HIDDEN_END)}

Found = Iterator[tuple[int, str]]


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
    for look in (_order_problems, _id_problems, _name_problems):
        found += [Problem(unit.path, line, reason) for line, reason in look(unit)]
    return sorted(found, key=lambda problem: problem.line)


def _cell_problems(cell: Cell) -> Found:
    """Yield (line after the header, reason) for what one cell alone shows."""
    if cell.role in ("exercise", "given", "question") and not _ID.fullmatch(cell.name):
        yield (
            0,
            f"the id {cell.name!r} must be lower case letters, digits, '_' or '-', at most 50, "
            "a letter first",
        )
    yield from _marker_problems(cell)
    if cell.is_markdown:
        return
    if cell.role in ("exercise", "tests") and "skip-execution" in cell.tags:
        yield 0, "grading needs this cell: it cannot have the tag 'skip-execution'"
    try:
        tree = parse(cell.source)
    except SyntaxError as error:
        yield error.lineno or 0, f"is not Python: {error.msg}"
        return
    if cell.role == "exercise":
        yield from _exercise_problems(cell, tree)
    elif cell.role == "tests":
        yield from _tests_problems(cell, tree)
    elif cell.role == "given" and cell.name not in names_of(cell.source).defined:
        yield 0, f"the given cell {cell.name!r} does not define {cell.name}"
    if cell.role in ("code", "given") and "skip-execution" not in cell.tags:
        yield from _demonstration_problems(tree)


def _marker_problems(cell: Cell) -> Found:
    """Yield markers where they do not belong: nbgrader finds them anywhere in a line."""
    own = _OWN_MARKERS.get(cell.role, ())
    for offset, line in enumerate(cell.source.splitlines(), start=1):
        for marker in _MARKERS:
            if marker not in line or line.strip() in own:
                continue
            if any(marker in one for one in own):
                yield offset, f"the marker {marker!r} must stand alone on its line, as in {own}"
            else:
                place = "prose" if cell.is_markdown else f"a cell with the role {cell.role!r}"
                yield offset, f"the marker {marker!r} stands in {place}"


def _exercise_problems(cell: Cell, tree: ast.Module) -> Found:
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
    yield from _region_problems(cell, tree, lines.index(START) + 1)
    definitions = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    if len(definitions) != 1:
        yield 0, f"the exercise {cell.name!r} must define exactly one function or class"
    elif not ast.get_docstring(definitions[0]):
        yield definitions[0].lineno, f"{definitions[0].name} needs a docstring"


def _region_problems(cell: Cell, tree: ast.Module, start: int) -> Found:
    """Yield what is wrong with the lines between the markers, of which ``start`` is the first."""
    region = [
        line
        for line in split_region(cell.source)[1].splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]
    if not 1 <= len(region) <= MAX_REGION_LINES:
        yield (
            start,
            f"the exercise {cell.name!r} asks for {len(region)} lines of code; "
            f"1 to {MAX_REGION_LINES} are allowed",
        )
    elif not any(_holds(node, start) for node in ast.walk(tree)):
        yield start, f"the region of the exercise {cell.name!r} must stand in a function"
    try:
        parse(with_body(cell, STUB_LINE))
    except SyntaxError as error:
        yield start, f"with the stub in its region the cell is not Python: {error.msg}"


def _holds(node: ast.AST, line: int) -> bool:
    return isinstance(node, ast.FunctionDef) and node.lineno < line < (node.end_lineno or 0)


def _tests_problems(cell: Cell, tree: ast.Module) -> Found:
    points = cell.points
    if points is None:
        yield 0, f"the tests of {cell.name!r} need points, such as points=2"
    elif isinstance(points, bool) or not isinstance(points, int) or not 1 <= points <= 3:
        yield 0, f"points must be 1, 2 or 3, not {points!r}"
    yield from _hidden_problems(cell, tree)
    yield from _type_problems(tree)
    for offset, line in enumerate(cell.source.splitlines(), start=1):
        if _STDERR.search(line):
            yield offset, "a test cell must not write to stderr: nbgrader would give 0 points"
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr) and not _is_check(last.value) and _called(last.value) != "print":
        yield (
            last.lineno,
            "a test cell must not end in a bare expression: nbgrader reads its value as points",
        )


def _type_problems(tree: ast.Module) -> Found:
    """Yield comparisons that a named tuple, say, fails in a notebook but not where values cross."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and _called(node.left) == "type":
            yield node.lineno, "a test cell must not compare types: use isinstance"


def _hidden_problems(cell: Cell, tree: ast.Module) -> Found:
    lines = [line.strip() for line in cell.source.splitlines()]
    if lines.count(HIDDEN_START) != 1 or lines.count(HIDDEN_END) != 1:
        yield (
            0,
            f"the tests of {cell.name!r} need one hidden part between "
            f"{HIDDEN_START!r} and {HIDDEN_END!r}",
        )
        return
    start, end = lines.index(HIDDEN_START) + 1, lines.index(HIDDEN_END) + 1
    if start > end:
        yield end, f"in the tests of {cell.name!r} the end of the hidden part comes first"
        return
    checks = _check_lines(tree)
    if all(start < line < end for line in checks):
        yield 0, f"the tests of {cell.name!r} need a visible part with a check"
    if not any(start < line < end for line in checks):
        yield start, f"the hidden part of the tests of {cell.name!r} checks nothing"
    yield from _visible_problems(cell, start)


def _visible_problems(cell: Cell, start: int) -> Found:
    """Yield why the part that students see does not run without the other."""
    try:
        alone = names_of(visible_part(cell.source))
    except SyntaxError as error:
        yield start, f"without its hidden part the test cell is not Python: {error.msg}"
        return
    for name in sorted(alone.free - names_of(cell.source).free):
        yield start, f"the visible part uses {name!r}, which only the hidden part defines"


def _check_lines(tree: ast.Module) -> list[int]:
    """List the lines of calls that check, by themselves or through a function of the cell."""
    helpers = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any(map(_is_check, ast.walk(node)))
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (_is_check(node) or _called(node) in helpers)
    ]


def _is_check(node: ast.AST) -> bool:
    return _called(node).startswith("check_")


def _called(node: ast.AST) -> str:
    """Name the function that a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _demonstration_problems(tree: ast.Module) -> Found:
    """Yield a call for which every submission would pay, and that decides no mark."""
    for call in _calls_at_once(tree):
        if _DEMONSTRATES.match(_called(call)):
            yield (
                call.lineno,
                f"grading would run {_called(call)}, which decides no mark: give the cell "
                'tags=["skip-execution"], and what answers or later cells need of it a cell above',
            )
            return


def _calls_at_once(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that running a cell makes itself, not in a function that it defines."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls_at_once(child)


def _order_problems(unit: Unit) -> Found:
    """Yield what the order of cells breaks: exercises and their tests belong together."""
    exercises = {cell.name for cell in unit.exercises}
    current = ""
    tested: set[str] = set()
    for cell in unit.cells:
        if cell.role == "exercise":
            current = cell.name
        elif cell.role == "tests":
            if cell.name not in exercises:
                yield cell.line, f"there is no exercise {cell.name!r} that these tests could test"
            elif cell.name != current:
                yield cell.line, f"these tests must stand right below the exercise {cell.name!r}"
            tested.add(cell.name)
        elif not cell.is_markdown:
            current = ""
    for cell in unit.exercises:
        if cell.name not in tested:
            yield cell.line, f"the exercise {cell.name!r} has no tests"


def _id_problems(unit: Unit) -> Found:
    """Yield ids that do not tell one cell from all others."""
    named = [cell for cell in unit.cells if cell.role in ("exercise", "given", "question")]
    counts = Counter(cell.name for cell in named)
    tests = {name for names in unit.test_names().values() for name in names}
    for cell in named:
        if counts[cell.name] > 1:
            yield cell.line, f"the id {cell.name!r} is used {counts[cell.name]} times"
        if cell.name in tests:
            yield cell.line, f"the id {cell.name!r} is also the id of a test cell"


def _name_problems(unit: Unit) -> Found:
    """Yield the names that break the self-containment of test cells."""
    usable: set[str] = set()  # functions and classes of exercise and given cells
    ordinary: dict[str, str] = {}  # what other cells bind, and what they import by that name
    from_tests: dict[str, int] = {}  # what a test cell bound last, and its line
    for cell in unit.cells:
        names = _names_if_sound(cell)
        for name in sorted(names.free & set(from_tests)):
            yield (
                cell.line,
                f"uses {name!r}, which the test cell of line {from_tests[name]} defines",
            )
        if cell.role == "tests":
            for name in sorted(names.free - usable):
                yield (
                    cell.line,
                    f"the test cell uses {name!r}, which it neither imports nor "
                    "finds in an exercise or given cell above",
                )
            # To import what the name stands for anyway changes nothing for later cells.
            again = {n for n, origin in names.imports.items() if ordinary.get(n) == origin}
            from_tests |= dict.fromkeys(names.bound, cell.line)
            from_tests = {n: line for n, line in from_tests.items() if n not in again}
        else:
            ordinary |= dict.fromkeys(names.bound, "") | names.imports
            from_tests = {n: line for n, line in from_tests.items() if n not in names.bound}
            if cell.role in ("exercise", "given"):
                usable |= names.defined


def _names_if_sound(cell: Cell) -> Names:
    try:
        return names_of("" if cell.is_markdown else cell.source)
    except SyntaxError:  # said already
        return names_of("")
