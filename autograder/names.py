"""What names a cell binds and uses, read from its text alone."""

import ast
import builtins
import re
import symtable
import warnings
from dataclasses import dataclass

# What IPython accepts beside Python; all other lines that begin like this are Python's "a\n % b".
_MAGIC_LINE = re.compile(r"(?m)^([ \t]*)(?:[%!?].*|[\w.]+\?{1,2})$")
_MAGIC_VALUE = re.compile(r"(?m)^([ \t]*[\w, ]+=[ \t]*)[%!].*$")
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_PYTHON_CELL_MAGICS = ("capture", "prun", "time", "timeit")


@dataclass(frozen=True)
class Names:
    """The names of a cell.

    Attributes
    ----------
    bound : set of str
        Bound at the top level, in whatever way.
    imports : dict of str to str
        Those of them that only imports bind, and what: ``{"np": "numpy"}``.
    defined : set of str
        Those of them that a ``def`` or ``class`` binds.
    free : set of str
        Used anywhere in the cell, but neither bound by it nor Python's own.
    """

    bound: set[str]
    imports: dict[str, str]
    defined: set[str]
    free: set[str]


def parse(source: str) -> ast.Module:
    """Parse a cell; lines that only IPython understands count as ``pass``.

    Raises
    ------
    SyntaxError
        If it is not Python, or cannot be run, such as a ``return`` outside a function.
    """
    return ast.parse(_python(source))


def _python(source: str) -> str:
    """Give a cell's Python, line by line where it was."""
    magic = _CELL_MAGIC.match(source)
    if magic and magic[1] not in _PYTHON_CELL_MAGICS:
        return ""
    try:
        _compile(source)
    except SyntaxError:
        source = _MAGIC_VALUE.sub(r"\1None", _MAGIC_LINE.sub(r"\1pass", source))
        _compile(source)
    return source


def _compile(source: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an odd escape in a string is no reason to refuse
        try:
            compile(source, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except ValueError as error:
            raise SyntaxError(str(error)) from error


def names_of(source: str) -> Names:
    """Find the names of a cell.

    Raises
    ------
    SyntaxError
        If it is not Python.
    """
    python = _python(source)
    tree = ast.parse(python)
    table = symtable.symtable(python, "<cell>", "exec")
    bound = _bound(table)
    only_imported = {s.get_name() for s in table.get_symbols() if not s.is_assigned()}
    imports = {n: origin for n, origin in _imports(tree).items() if n in bound & only_imported}
    defined = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    free = _uses(table) - bound - set(dir(builtins)) - {"__name__", "__file__"}
    return Names(bound, imports, defined, free)


def _bound(table: symtable.SymbolTable) -> set[str]:
    top = table.get_type() == "module"
    names = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if (symbol.is_assigned() or symbol.is_imported()) and (top or symbol.is_declared_global())
    }
    return names.union(*(_bound(child) for child in table.get_children()))


def _uses(table: symtable.SymbolTable) -> set[str]:
    top = table.get_type() == "module"
    names = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (top or symbol.is_global())
    }
    return names.union(*(_uses(child) for child in table.get_children()))


def _imports(tree: ast.Module) -> dict[str, str]:
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found
