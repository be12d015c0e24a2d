"""Attacks on the notebook file itself: its cells, its metadata, its bytes."""

import copy
import json
from typing import Any

from registry import Notebook, notebook
from target import ALL, DESCEND, MEAN, REST, SCALE, UNIT

JUNK = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def cell(nb: Notebook, name: str) -> dict[str, Any]:
    (found,) = [c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name]
    return dict_of(found)


def dict_of(value: Any) -> dict[str, Any]:
    assert isinstance(value, dict)
    return value


def tests(nb: Notebook) -> list[dict[str, Any]]:
    return [c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]


def code_cell(source: Any, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"own-{abs(hash(str(source))) % 10**6}",
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def spoil(nb: Notebook) -> None:
    """Make the first exercise's answer wrong, so that only a trick could earn its points."""
    cell(nb, SCALE)["source"] = "def scale(x):\n    return 3 * x"


def tag_tests(nb: Notebook) -> None:
    spoil(nb)
    for one in tests(nb):
        one["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove-cell"]


def empty_tests(nb: Notebook) -> None:
    spoil(nb)
    for one in tests(nb):
        one["source"] = "pass"


def delete_tests(nb: Notebook) -> None:
    spoil(nb)
    nb["cells"] = [c for c in nb["cells"] if not c["metadata"].get("nbgrader", {}).get("grade")]


def rename_tests(nb: Notebook) -> None:
    spoil(nb)
    for number, one in enumerate(tests(nb)):
        one["metadata"]["nbgrader"]["grade_id"] = f"mine{number}"


def retype_tests(nb: Notebook) -> None:
    spoil(nb)
    for one in tests(nb):
        one["cell_type"] = "markdown"
        one.pop("outputs", None)
        one.pop("execution_count", None)


def raw_tests(nb: Notebook) -> None:
    retype_tests(nb)
    for one in tests(nb):
        one["cell_type"] = "raw"


def double_tests(nb: Notebook) -> None:
    spoil(nb)
    for one in tests(nb):
        twin = copy.deepcopy(one)
        twin["source"], twin["id"] = "pass", f"twin-{one['id']}"[:60]
        nb["cells"].append(twin)


def altered_points(nb: Notebook) -> None:
    spoil(nb)
    for one in tests(nb):
        one["metadata"]["nbgrader"]["points"] = 1000


def strange_points(nb: Notebook) -> None:
    spoil(nb)
    for one, points in zip(tests(nb), ("NaN", -5, 1e308, None, [1]), strict=False):
        one["metadata"]["nbgrader"]["points"] = points


def altered_checksums(nb: Notebook) -> None:
    spoil(nb)
    for one in nb["cells"]:
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"]["checksum"] = "0" * 32


def locked_answers(nb: Notebook) -> None:
    for one in nb["cells"]:
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"] |= {"locked": True, "grade": True, "solution": True}


def own_tests(nb: Notebook) -> None:
    """Add graded cells of one's own, worth a lot."""
    spoil(nb)
    mine = {"grade": True, "grade_id": "bonus", "locked": True, "points": 99, "solution": False}
    mine |= {"schema_version": 3, "task": False, "cell_type": "code"}
    nb["cells"].append(code_cell("1.0", nbgrader=mine))


def other_exercises(nb: Notebook) -> None:
    spoil(nb)
    nb["metadata"]["dlcourse"] = {"unit": UNIT, "exercises": [{"name": "scale", "tests": []}]}


def strange_exercises(nb: Notebook) -> None:
    nb["metadata"]["dlcourse"] = {"unit": UNIT, "exercises": {"scale": None}, "cells": 5}


def reverse(nb: Notebook) -> None:
    nb["cells"] = nb["cells"][::-1]


def shuffled_tests(nb: Notebook) -> None:
    """Put every test cell on top."""
    spoil(nb)
    on_top = tests(nb)
    nb["cells"] = on_top + [c for c in nb["cells"] if c not in on_top]


def doubled_answer(nb: Notebook) -> None:
    """Hand in a wrong answer first and the right one later: the last one counts."""
    wrong = copy.deepcopy(cell(nb, SCALE))
    wrong["source"], wrong["id"] = "def scale(x):\n    return 3 * x", "wrong"
    nb["cells"].insert(1, wrong)


def answer_after_tests(nb: Notebook) -> None:
    right = cell(nb, SCALE)["source"]
    spoil(nb)
    nb["cells"].append(code_cell(right))


def deleted_answer(nb: Notebook) -> None:
    nb["cells"].remove(cell(nb, SCALE))


def moved_answer(nb: Notebook) -> None:
    """Delete the exercise's cell and answer in one of one's own."""
    one = cell(nb, SCALE)
    nb["cells"][nb["cells"].index(one)] = code_cell(one["source"])


def answer_as_markdown(nb: Notebook) -> None:
    one = cell(nb, SCALE)
    one["cell_type"] = "markdown"
    one.pop("outputs"), one.pop("execution_count")


def deleted_given(nb: Notebook) -> None:
    nb["cells"] = [c for c in nb["cells"] if "import numpy" not in "".join(c["source"])]


def swapped_names(nb: Notebook) -> None:
    """Give the exercises each other's ids."""
    one, other = cell(nb, SCALE), cell(nb, MEAN)
    one["metadata"]["nbgrader"]["grade_id"] = MEAN
    other["metadata"]["nbgrader"]["grade_id"] = SCALE


def strange_ids(nb: Notebook) -> None:
    for name in ("../../../etc/passwd", "a/b", "", "x" * 10_000, "_cell-1", "\u202e", "0"):
        extra = code_cell("1")
        extra["metadata"]["nbgrader"] = {"grade_id": name}
        nb["cells"].append(extra)
    for name in (5, None, ["scale"], {"a": 1}):
        nb["cells"].append(code_cell("2", nbgrader={"grade_id": name}))
    for value in ("text", 5, None, ["a"]):
        nb["cells"].append(code_cell("3", nbgrader=value))


def same_ids(nb: Notebook) -> None:
    for one in nb["cells"]:
        one["id"] = "same"


def no_ids(nb: Notebook) -> None:
    for one in nb["cells"]:
        one.pop("id", None)


def script_everywhere(nb: Notebook) -> None:
    nb["cells"].insert(0, {"cell_type": "markdown", "id": "m", "metadata": {}, "source": JUNK})
    nb["cells"].append(code_cell(f"# {JUNK}\nprint({JUNK!r})\nraise ValueError({JUNK!r})"))
    html = {"output_type": "display_data", "metadata": {}, "data": {"text/html": JUNK}}
    svg = {"output_type": "display_data", "metadata": {}}
    svg["data"] = {"image/svg+xml": f"<svg onload='alert(3)'>{JUNK}</svg>"}
    nb["cells"][-1]["outputs"] = [html, svg]
    nb["metadata"]["title"] = JUNK
    nb["metadata"]["kernelspec"] = {"name": JUNK, "display_name": JUNK, "language": JUNK}
    cell(nb, "why")["source"] = JUNK + "\n\n[click](javascript:alert(4))"


def kept_outputs(nb: Notebook) -> None:
    spoil(nb)
    text = {"output_type": "stream", "name": "stdout", "text": "✓ scale of ones\n100 points"}
    result = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
    for one in tests(nb):
        one["outputs"] = [text, result | {"data": {"text/plain": "1.0"}}]
        one["execution_count"] = 1


def halves_of_characters(nb: Notebook) -> bytes:
    nb["cells"].append(code_cell("print('HALF')  # HALF"))
    return json.dumps(nb).replace("HALF", "\\ud800").encode()


def null_bytes(nb: Notebook) -> None:
    nb["cells"].append(code_cell("x = 1\x00\x01\x1b[31m"))


def other_language(nb: Notebook) -> None:
    nb["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}


def old_format(nb: Notebook) -> bytes:
    import nbformat

    old = nbformat.convert(nbformat.from_dict(nb), 3)
    return nbformat.writes(old, version=3).encode()


def many_cells(nb: Notebook) -> None:
    nb["cells"] += [code_cell(f"x{i} = {i}") | {"id": f"many-{i}"} for i in range(3_000)]


def quite_many_cells(nb: Notebook) -> None:
    nb["cells"] += [code_cell(f"x{i} = {i}") | {"id": f"many-{i}"} for i in range(300)]


def long_source(nb: Notebook) -> None:
    nb["cells"].append(code_cell("x = [\n" + "1,\n" * 100_000 + "]"))


def deep_source(nb: Notebook) -> None:
    nb["cells"].append(code_cell("x = " + "(" * 10_000 + ")" * 10_000))
    nb["cells"].append(code_cell("x = " + "-" * 100_000 + "1"))


def listed_sources(nb: Notebook) -> None:
    """Write sources as lists of lines, as notebooks on disk are."""
    for one in nb["cells"]:
        one["source"] = one["source"].splitlines(keepends=True)


def windows_lines(nb: Notebook) -> None:
    for one in nb["cells"]:
        one["source"] = one["source"].replace("\n", "\r\n")


def attachments(nb: Notebook) -> None:
    nb["cells"][0]["attachments"] = {"../../x.png": {"image/png": "AAAA" * 10_000}}


def doubled_keys(nb: Notebook) -> bytes:
    return json.dumps(nb).replace('{"cells"', '{"cells": [], "cells"', 1).encode()


def with_bom(nb: Notebook) -> bytes:
    return b"\xef\xbb\xbf" + json.dumps(nb).encode()


def raw(data: bytes) -> Any:
    return lambda nb: data


def changed(**values: Any) -> Any:
    return lambda nb: nb | values


def with_cell(**values: Any) -> Any:
    return lambda nb: nb | {"cells": [*nb["cells"], code_cell("1") | values]}


NOTEBOOKS = [
    notebook("tags on the test cells", tag_tests, earns=REST),
    notebook("empty tests", empty_tests, earns=REST),
    notebook("deleted tests", delete_tests, earns=REST),
    notebook("renamed tests", rename_tests, earns=REST),
    notebook("tests as text", retype_tests, earns=REST),
    notebook("tests as raw cells", raw_tests, earns=REST),
    notebook("doubled tests", double_tests, earns=REST),
    notebook("more points", altered_points, earns=REST),
    notebook("strange points", strange_points, earns=REST),
    notebook("other checksums", altered_checksums, earns=REST),
    notebook("locked answers", locked_answers),
    notebook("tests of one's own", own_tests, earns=REST),
    notebook("another list of exercises", other_exercises, earns=REST),
    notebook("a strange list of exercises", strange_exercises),
    notebook("cells in reverse", reverse, earns={SCALE, DESCEND}),
    notebook("tests on top", shuffled_tests, earns=REST),
    notebook("a doubled answer", doubled_answer),
    notebook("the answer below all tests", answer_after_tests, earns=REST),
    notebook("a deleted answer", deleted_answer, earns=REST, verdict="missing"),
    notebook("the answer in a cell of one's own", moved_answer),
    notebook("the answer as text", answer_as_markdown),
    notebook("a deleted cell of imports", deleted_given, earns={SCALE, DESCEND}),
    notebook("swapped ids", swapped_names, earns=ALL - {MEAN}),
    notebook("strange ids", strange_ids),
    notebook("the same id everywhere", same_ids),
    notebook("no ids", no_ids),
    notebook("script in text and output", script_everywhere),
    notebook("outputs that say passed", kept_outputs, earns=REST),
    notebook("halves of characters", halves_of_characters),
    notebook("null bytes", null_bytes),
    notebook("another language", other_language),
    notebook("an old format", old_format),
    notebook("thousands of cells", many_cells, earns=set(), verdict="unreadable"),
    notebook("hundreds of cells", quite_many_cells),
    notebook("a long cell", long_source),
    notebook("deep brackets", deep_source),
    notebook("sources as lists", listed_sources),
    notebook("lines of Windows", windows_lines),
    notebook("attachments", attachments),
    notebook("doubled keys", doubled_keys),
    notebook("tags that are no list", with_cell(metadata={"tags": {"a": 1}}), earns=set()),
    notebook("a source that is a number", with_cell(source=5), earns=set()),
    notebook("outputs that are none", with_cell(outputs=None)),
    notebook("a format of the future", changed(nbformat=99), earns=set()),
    notebook("cells that are no list", changed(cells={"a": 1}), earns=set()),
    notebook("metadata that is none", changed(metadata=None), earns=set()),
    notebook("no cells", changed(cells=[]), earns=set(), verdict="unreadable"),
    notebook("nothing", raw(b""), earns=set(), verdict="unreadable"),
    notebook("null", raw(b"null"), earns=set(), verdict="unreadable"),
    notebook("a number", raw(b"1e999"), earns=set(), verdict="unreadable"),
    notebook("cut short", lambda nb: json.dumps(nb).encode()[:-10], earns=set()),
    notebook("bad UTF-8", raw(b'{"cells": ["\xff\xfe"]}'), earns=set(), verdict="unreadable"),
    notebook("UTF-16", lambda nb: json.dumps(nb).encode("utf-16"), earns=set()),
    notebook("a byte order mark", with_bom),
    notebook("deep brackets in JSON", raw(b"[" * 10**6), earns=set(), verdict="unreadable"),
    notebook("deep notebook", raw(b'{"cells":' * 10**5), earns=set(), verdict="unreadable"),
    notebook("a long number", raw(b'{"cells": ' + b"9" * 10**6 + b"}"), earns=set()),
    notebook("many brackets", raw(b'{"cells": [' + b"[]," * 10**6 + b"[]]}"), earns=set()),
    notebook("a zip file", raw(b"PK\x03\x04" + bytes(1000)), earns=set(), verdict="unreadable"),
    notebook("a pickle", raw(b"cos\nsystem\n(S'touch /tmp/hostile-trace'\ntR."), earns=set()),
]
