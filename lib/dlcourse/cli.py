"""The command ``dlcourse``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands behind ``dlcourse`` on the command line, which is also the default.

    Returns
    -------
    int
        The exit status: 0 for success, 1 for a failure, which is described on standard error.
    """
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dlcourse", description="Tools for the course.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_check(commands)
    _add_data(commands)
    return parser


def _add_check(commands: Any) -> None:
    check = commands.add_parser("check", help="look at your notebook as the grader would")
    check.add_argument("notebook", metavar="NOTEBOOK", type=Path)
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    from dlcourse.check import check_notebook, print_preflight
    from dlcourse.notebooks import NotebookError

    try:
        found = check_notebook(options.notebook)
    except NotebookError as error:
        return _fail(error)
    print_preflight(options.notebook, found)
    return 0 if found.all_good else 1


def _add_data(commands: Any) -> None:
    data = commands.add_parser("data", help="see which data sets are here, and download them")
    actions = data.add_subparsers(title="actions", required=True, metavar="ACTION")

    listing = actions.add_parser("list", help="which data sets are on this computer, and where")
    listing.set_defaults(run=_list_data)

    fetching = actions.add_parser("fetch", help="download a data set")
    fetching.add_argument("name", metavar="NAME", help="mnist, fashion_mnist or cifar10")
    fetching.add_argument(
        "--to",
        metavar="FOLDER",
        type=Path,
        help="where to put it, e.g. a folder that a class shares (default: your cache)",
    )
    fetching.set_defaults(run=_fetch_data)


def _list_data(_options: argparse.Namespace) -> int:
    from dlcourse.data import DataError, where
    from dlcourse.data.catalog import SETS

    try:
        places = {name: where(name) for name in SETS}
    except DataError as error:
        return _fail(error)
    for name, place in places.items():
        spec = SETS[name]
        missing = f"not here ({spec.download_size} to download). Stand-in: {spec.stand_in}"
        print(f"{name:<14} {place or missing}")
    print(f"{'digits':<14} comes with scikit-learn")
    print(f"{'fashion_sample':<14} comes with dlcourse")
    return 0


def _fetch_data(options: argparse.Namespace) -> int:
    from dlcourse.data import DataError, fetch

    name = options.name.lower().replace("-", "_")
    try:
        place = fetch(name, options.to)
    except DataError as error:
        return _fail(error)
    print(f"{name} is complete in {place}")
    if options.to is not None:
        print(f"Set the environment variable DLCOURSE_DATA to {options.to} to use it.")
    return 0


def _fail(error: Exception) -> int:
    print(f"dlcourse: {error}", file=sys.stderr)
    return 1
