"""Leaves out what takes long to import and is not needed."""

import sys
from typing import Any, cast


def skip_address_grammars() -> None:
    """Let jsonschema do without the package that compiles grammars of internet addresses.

    Compiling takes a second at each start. nbformat checks notebooks with jsonschema, and no
    notebook's schema knows such addresses.
    """
    # An import of a name that stands for None fails, and jsonschema goes on without it.
    cast(dict[str, Any], sys.modules).setdefault("rfc3987_syntax", None)
