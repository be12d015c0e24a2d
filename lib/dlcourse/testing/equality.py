"""Strict equality of plain data, without ever calling a student's `__eq__`."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from dlcourse._values import (
    MAX_DEPTH,
    MAX_ENTRIES,
    Finding,
    describe,
    is_array_like,
    missing_result,
    read_numbers,
)

_SHOWN = 80


class _NotPlain(Exception):
    """A value that is no plain data, with what to say about it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.summary)
        self.finding = finding


def compare_plain(
    actual: object, expected: object, mistakes: Mapping[str, object] | None = None
) -> Finding | None:
    """Compare plain data strictly and return the first finding, or None if both are equal."""
    try:
        wanted = _plain(expected)
    except _NotPlain as error:
        raise TypeError(
            f"expected: {error.finding.summary}; check_equal takes plain data, "
            "check_close takes numbers, arrays and tensors"
        ) from None
    try:
        came = _plain(actual, describe_wanted=_kind_words(wanted))
    except _NotPlain as error:
        return error.finding
    if wanted is not None and came is None:
        return missing_result(None)
    finding = _difference(came, wanted, "")
    if finding is None:
        return None
    cause = _known_mistake(came, wanted, mistakes or {})
    return Finding(finding.summary, cause or finding.cause, finding.detail)


def compare_unchanged(after: object, before: object) -> Finding | None:
    """Compare an argument after a call with a copy made before it."""
    place = _changed_place(after, before, "")
    if place is None:
        return None
    return Finding(
        "the function changed its argument",
        "an operation in place (+=, -=, x[...] = ..., sort()): work on a copy, e.g. x = x + 1",
        f"First change {place}" if place else "",
    )


def _known_mistake(came: Any, wanted: Any, mistakes: Mapping[str, object]) -> str:
    for words, wrong in mistakes.items():
        try:
            value = _plain(wrong() if callable(wrong) else wrong)
        except Exception:
            continue  # a wrong value that cannot be computed explains nothing
        if _same(came, value) and not _same(value, wanted):
            return words
    return ""


def _plain(value: Any, depth: int = 0, describe_wanted: str = "plain data") -> Any:
    """Rebuild a value from exact builtin types; raise _NotPlain for anything else."""
    if depth > MAX_DEPTH:
        raise _NotPlain(Finding(f"came data nested more than {MAX_DEPTH} deep"))
    kind = type(value)
    if value is None or kind is bool:
        return value
    if issubclass(kind, np.generic):
        return _plain_scalar(np.generic.__array__(value), value, describe_wanted)
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, int):
        return int.__int__(value)
    if issubclass(kind, float):
        return float.__float__(value)
    if issubclass(kind, (list, tuple)):
        items = list.__iter__(value) if issubclass(kind, list) else tuple.__iter__(value)
        rebuilt = [_plain(item, depth + 1) for item in _limited(items)]
        return rebuilt if issubclass(kind, list) else tuple(rebuilt)
    if issubclass(kind, dict):
        pairs = [
            (_plain(key, depth + 1), _plain(item, depth + 1))
            for key, item in _limited(dict.items(value))
        ]
        return _plain_dict(pairs)
    if is_array_like(value):
        return _plain_array(value, describe_wanted)
    raise _NotPlain(
        missing_result(value) or Finding(f"came {describe(value)}, wanted {describe_wanted}")
    )


def _limited(items: Any) -> Iterator[Any]:
    for count, item in enumerate(items):
        if count >= MAX_ENTRIES:
            raise _NotPlain(Finding(f"came more than {MAX_ENTRIES:,} entries"))
        yield item


def _plain_dict(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    try:
        return dict(pairs)
    except TypeError:
        raise _NotPlain(Finding("came a dict with keys that are no plain data")) from None


def _plain_array(value: Any, describe_wanted: str) -> Any:
    numbers = read_numbers(value, describe_wanted)
    if isinstance(numbers, Finding):
        raise _NotPlain(numbers)
    if numbers.array.ndim:
        cause = "turn the array into a list: .tolist()" if describe_wanted == "a list" else ""
        raise _NotPlain(Finding(f"came {describe(value)}, wanted {describe_wanted}", cause))
    return _plain_scalar(numbers.array, value, describe_wanted)


def _plain_scalar(array: Any, value: object, describe_wanted: str) -> Any:
    if array.dtype.kind not in "biufU":
        raise _NotPlain(Finding(f"came {describe(value)}, wanted {describe_wanted}"))
    return float(array) if array.dtype.kind == "f" else array.item()


def _kind_words(value: Any) -> str:
    return "None" if value is None else describe(value)


def _difference(came: Any, wanted: Any, place: str) -> Finding | None:
    """Return the first difference of two pieces of plain data of exact builtin types."""
    if _same(came, wanted):
        return None
    came = _as_wanted(came, wanted)
    if type(came) is not type(wanted):
        return _wrong_type(came, wanted, place)
    if isinstance(wanted, (list, tuple)):
        return _sequence_difference(came, wanted, place)
    if isinstance(wanted, dict):
        return _dict_difference(came, wanted, place)
    summary = "an entry is wrong" if place else "the value is wrong"
    return Finding(summary, _leaf_cause(came, wanted), _came_wanted(came, wanted, place))


def _as_wanted(came: Any, wanted: Any) -> Any:
    """Take a whole number for a float, which it is good for; nothing else changes its type."""
    exact = type(wanted) is float and type(came) is int and abs(came) < 2**53
    return float(came) if exact else came


def _same(came: Any, wanted: Any) -> bool:
    """Tell whether two pieces of plain data are the same in value and type."""
    came = _as_wanted(came, wanted)
    if type(came) is not type(wanted):
        return False
    if isinstance(wanted, (list, tuple)):
        return len(came) == len(wanted) and all(map(_same, came, wanted))
    if isinstance(wanted, dict):
        return came.keys() == wanted.keys() and all(_same(came[k], wanted[k]) for k in wanted)
    if isinstance(wanted, float):
        both_nan = math.isnan(came) and math.isnan(wanted)
        return both_nan or math.isclose(came, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return bool(came == wanted)


def _wrong_type(came: Any, wanted: Any, place: str) -> Finding:
    inside = "in an entry " if place else ""
    summary = f"{inside}came {_kind_words(came)}, wanted {_kind_words(wanted)}"
    causes = {
        (bool, int): "True and False are no whole numbers: int(...) makes 1 and 0 of them",
        (int, bool): "1 and 0 are no truth values: bool(...), or the comparison itself",
        (float, int): "a float where a whole number is wanted: divide with // or use int(...)",
        (str, int): "a text is no number: leave out the quotes or str(...)",
        (str, float): "a text is no number: leave out the quotes or str(...)",
        (list, tuple): "round brackets make a tuple: tuple(...), or return a, b",
        (tuple, list): "square brackets make a list: list(...)",
    }
    cause = causes.get((type(came), type(wanted)), "")
    if came is None:
        cause = "is a `return` missing?" if not place else "an entry was never set"
    return Finding(summary, cause, _came_wanted(came, wanted, place))


def _leaf_cause(came: Any, wanted: Any) -> str:
    if isinstance(wanted, bool):
        return "True and False are swapped"
    if isinstance(wanted, str):
        if came.lower() == wanted.lower():
            return "upper and lower case differ"
        if "".join(came.split()) == "".join(wanted.split()):
            return "the spaces differ"
        return ""
    if came == -wanted:
        return "the sign is wrong"
    if isinstance(wanted, int) and abs(came - wanted) == 1:
        return "off by one"
    return ""


def _sequence_difference(came: Any, wanted: Any, place: str) -> Finding | None:
    if len(came) != len(wanted):
        inside = "in an entry " if place else ""
        off = abs(len(came) - len(wanted)) == 1
        return Finding(
            f"{inside}came {_entries(len(came))}, wanted {len(wanted)}",
            "off by one" if off else "",
            _came_wanted(came, wanted, place),
        )
    for index, (a, b) in enumerate(zip(came, wanted, strict=True)):
        finding = _difference(a, b, f"{place}[{index}]")
        if finding:
            cause = _order_cause(came, wanted) or finding.cause
            return Finding(finding.summary, cause, finding.detail)
    return None


def _order_cause(came: Any, wanted: Any) -> str:
    if _same(came[::-1], wanted):
        return "the entries come in the reverse order"
    if sorted(map(_text, came)) == sorted(map(_text, wanted)):
        return "the right entries in another order"
    return ""


def _dict_difference(came: Any, wanted: Any, place: str) -> Finding | None:
    missing = [key for key in wanted if key not in came]
    extra = [key for key in came if key not in wanted]
    if missing or extra:
        parts = [f"{len(missing)} of the keys missing"] if missing else []
        parts += [f"{len(extra)} of the keys not wanted"] if extra else []
        at = f" in {place}" if place else ""
        return Finding(
            " and ".join(parts),
            "",
            f"Came the keys {_show(list(came))}{at}, wanted {_show(list(wanted))}",
        )
    for key in wanted:
        finding = _difference(came[key], wanted[key], f"{place}[{key!r}]")
        if finding:
            return finding
    return None


def _came_wanted(came: Any, wanted: Any, place: str) -> str:
    start = f"At {place} came" if place else "Came"
    return f"{start} {_show(came)}, wanted {_show(wanted)}"


def _entries(count: int) -> str:
    return "one entry" if count == 1 else f"{count} entries"


def _text(value: Any) -> str:
    try:
        return repr(value)
    except ValueError:  # Python writes out no integers of many thousand digits
        return describe(value)


def _show(value: Any) -> str:
    text = _text(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _changed_place(after: Any, before: Any, place: str) -> str | None:
    """Return where two values differ ("" for the whole), or None if they are the same."""
    if is_array_like(before):
        return _changed_entry(after, before, place)
    if type(after) is not type(before):
        return place
    if isinstance(before, (list, tuple, dict)):
        if len(after) != len(before):
            return place
        keys = before if isinstance(before, dict) else range(len(before))
        for key in keys:
            if isinstance(after, dict) and key not in after:
                return place
            inner = _changed_place(after[key], before[key], f"{place}[{key!r}]")
            if inner is not None:
                return inner or f"{place}[{key!r}]"
        return None
    return None if compare_plain(after, before) is None else place


def _changed_entry(after: Any, before: Any, place: str) -> str | None:
    pair = read_numbers(after, "an array"), read_numbers(before, "an array")
    if isinstance(pair[0], Finding) or isinstance(pair[1], Finding):
        return place
    a, b = pair[0].array, pair[1].array
    if a.shape != b.shape or a.dtype != b.dtype:
        return place
    differs = (a != b) & ~((a != a) & (b != b))
    if not differs.any():
        return None
    index = [int(i) for i in np.argwhere(differs)[0]]
    return f"{place} at {index}: {b[tuple(index)]} became {a[tuple(index)]}".strip()
