"""The ``autograder`` command."""

import argparse
import os
import select
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.disk import explain
from autograder.layout import Layout, LayoutError, find_root
from autograder.light import skip_address_grammars


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit status: 0 good, 1 not all is well, 2 wrong use."""
    skip_address_grammars()
    options = _parser().parse_args(arguments)
    layout = Layout.at(Path(options.root) if options.root else find_root(Path.cwd()))
    command: Callable[[argparse.Namespace, Layout], int] = options.command
    try:
        status = command(options, layout)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("\nStopped; what was finished is kept. Run the same command again to go on.")
        return 130
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _nobody_reads():
            return 128 + signal.SIGPIPE
        print(f"autograder: {explain(error)}", file=sys.stderr)
        return 2
    except _known_errors() as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2


def _nobody_reads() -> bool:
    """Whether who read what is printed, `head` for one, has read enough; then be silent."""
    output = select.poll()
    output.register(sys.stdout.fileno(), 0)
    if not output.poll(0):
        return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _known_errors() -> tuple[type[Exception], ...]:
    """Errors whose text already says what is wrong and what to do."""
    from autograder.attempts import AttemptsError
    from autograder.build import RefusedError
    from autograder.engine.sandbox import NoIsolationError
    from autograder.execute import ExecutionError
    from autograder.late import LateError
    from autograder.source import SourceError
    from autograder.standings import GradebookError
    from autograder.submissions import IntakeError

    return (
        LayoutError,
        AttemptsError,
        ExecutionError,
        GradebookError,
        IntakeError,
        LateError,
        NoIsolationError,
        RefusedError,
        SourceError,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder", description="Build, grade and verify the units of the course."
    )
    parser.add_argument("--root", help="the course's top folder (default: found from here)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="course → solutions → release")
    build.add_argument("units", nargs="*", metavar="UNIT", help="default: all units")
    build.add_argument(
        "--check", action="store_true", help="write nothing; fail when the folders are stale"
    )
    build.add_argument(
        "--execute", action="store_true", help="run the notebooks even if their code is unchanged"
    )
    build.set_defaults(command=_build)

    verify = commands.add_parser("verify", help="grade the reference, the stub, every attempt")
    verify.add_argument("units", nargs="*", metavar="UNIT", help="default: all units")
    verify.add_argument("--jobs", type=_count, default=2, help="units at a time (default: 2)")
    verify.add_argument("--messages", action="store_true", help="print every failure message")
    verify.set_defaults(command=_verify)

    grade = commands.add_parser("grade", help="grade a class")
    grade.add_argument("unit", metavar="UNIT")
    grade.add_argument(
        "--submissions",
        required=True,
        type=Path,
        metavar="PATH",
        help="a folder STUDENT/UNIT/UNIT.ipynb or a zip of one",
    )
    grade.add_argument("--results", type=Path, metavar="FILE.json", help="a row per test cell")
    grade.add_argument("--jobs", type=_count, default=2, help="submissions at a time (default: 2)")
    grade.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="grade on a dask.distributed cluster"
    )
    grade.add_argument(
        "--dry-run", action="store_true", help="grade, apply nothing, show what would change"
    )
    grade.add_argument(
        "--isolation",
        choices=["full", "none"],
        default="full",
        help="none runs the notebooks with your own rights: for your own notebooks only",
    )
    grade.add_argument(
        "--due",
        default="",
        metavar="TIME",
        help="until when to hand in, like '2026-11-30 23:59 Europe/Zurich'; the gradebook keeps it",
    )
    grade.add_argument("--workspace", type=Path, help="default: workspace/ in the top folder")
    grade.set_defaults(command=_grade)

    bench = commands.add_parser("bench", help="the same class with stock nbgrader and with ours")
    bench.add_argument("--students", type=_count, default=60, help="default: 60")
    bench.add_argument("--jobs", type=_count, default=2, help="submissions at a time (default: 2)")
    bench.set_defaults(command=_bench)

    demo = commands.add_parser("demo", help="build a unit and grade a small sample class")
    demo.set_defaults(command=_demo)
    return parser


def _count(text: str) -> int:
    if text.isdecimal() and int(text) >= 1:
        return int(text)
    raise argparse.ArgumentTypeError(f"a whole number from 1 is wanted, not {text!r}")


def _selected(layout: Layout, names: Sequence[str]) -> list[str]:
    known = layout.unit_names()
    unknown = [name for name in names if name not in known]
    if unknown:
        raise LayoutError(f"no unit is called {unknown[0]!r}; the units are: {', '.join(known)}")
    return list(names) or known


def _build(options: argparse.Namespace, layout: Layout) -> int:
    from autograder.build import build, orphans, stale

    units = _selected(layout, options.units)
    if options.check:
        found = [line for unit in units for line in stale(layout, unit)]
        found += [] if options.units else orphans(layout)
        for line in found:
            print(line)
        print("stale: run `autograder build`" if found else f"{len(units)} units are up to date")
        return 1 if found else 0
    for unit in units:
        built = build(layout, unit, force_execution=options.execute)
        done = "executed" if built.executed else "outputs kept"
        print(f"{unit}: built, {done}, {built.size / 1000:.0f} kB")
    return 0


def _verify(options: argparse.Namespace, layout: Layout) -> int:
    units = _selected(layout, options.units)
    from autograder.verify import print_report, verify_all

    reports = verify_all(layout, units, options.jobs)
    return print_report(reports, messages=options.messages)


def _grade(options: argparse.Namespace, layout: Layout) -> int:
    from autograder.grade import Options, grade, print_class
    from autograder.records import write_results

    _selected(layout, [options.unit])
    if options.workspace:
        layout = replace(layout, workspace=options.workspace.resolve())
    isolated = options.isolation == "full"
    if not isolated:
        print(
            "autograder: WARNING: --isolation none: the code of these notebooks runs with your "
            "rights; it can read and change your files, the tests and the marks",
            file=sys.stderr,
        )
    how = Options(
        jobs=options.jobs,
        scheduler=options.scheduler,
        dry_run=options.dry_run,
        isolated=isolated,
        due=options.due,
    )
    graded = grade(layout, options.unit, options.submissions, how)
    # First of all: whoever reads what is printed may stop reading.
    if options.results:
        write_results(options.results, graded.rows)
    print_class(graded, options.results)
    return 0


def _bench(options: argparse.Namespace, layout: Layout) -> int:
    from autograder.bench import bench

    return bench(layout, options.students, options.jobs)


def _demo(options: argparse.Namespace, layout: Layout) -> int:
    from autograder.demo import demo

    return demo(layout)


if __name__ == "__main__":
    sys.exit(main())
