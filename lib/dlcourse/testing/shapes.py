"""Name the mistake behind a wrong shape."""

import math

Shape = tuple[int, ...]


def diagnose_shape(came: Shape, wanted: Shape) -> str:
    """Return the likely cause of a wrong shape, or ""."""
    for claim in (_number_or_array, _unit_axes, _table, _axis_order, _axis_count, _axis_length):
        cause = claim(came, wanted)
        if cause:
            return cause
    return ""


def _number_or_array(came: Shape, wanted: Shape) -> str:
    if wanted == () and math.prod(came) == 1:
        return "one number wrapped in an array: return the number itself, e.g. with .item()"
    if wanted == ():
        return "an array where one number is wanted: is a sum or a mean missing?"
    if came == ():
        return "a single number where an array is wanted: summed or averaged over too many axes?"
    return ""


def _unit_axes(came: Shape, wanted: Shape) -> str:
    if [n for n in came if n != 1] != [n for n in wanted if n != 1]:
        return ""
    if len(came) < len(wanted):
        return "an axis of length 1 is missing: keepdims=True or reshape keeps it"
    if len(came) > len(wanted):
        return "an axis of length 1 too many: leave out keepdims=True, or use ravel or squeeze"
    return "a row where a column is wanted, or the other way round: transposed"


def _table(came: Shape, wanted: Shape) -> str:
    length = math.prod(wanted)
    if length > 1 and max(wanted) == length and came == (length, length):
        return (
            f"an array of shape ({length},) met one of shape ({length}, 1), "
            "and broadcasting made a table of both"
        )
    return ""


def _axis_order(came: Shape, wanted: Shape) -> str:
    if came == wanted[::-1]:
        return "transposed: rows and columns are swapped"
    if sorted(came) == sorted(wanted):
        return "the axes come in another order: transposed or summed over the wrong axis"
    return ""


def _axis_count(came: Shape, wanted: Shape) -> str:
    for axis in range(len(wanted)):
        if came == wanted[:axis] + wanted[axis + 1 :]:
            return f"axis {axis} is missing: summed, averaged or indexed away?"
    for axis in range(len(came)):
        if wanted == came[:axis] + came[axis + 1 :]:
            return f"axis {axis} is left over: is a sum or a mean over axis {axis} missing?"
    if math.prod(came) == math.prod(wanted):
        if len(came) == 1:
            return "all entries in one row: flattened where reshape is wanted"
        if len(wanted) == 1:
            return "the same number of entries: flatten with reshape(-1)"
        return "the same number of entries in another arrangement: a reshape went wrong"
    return ""


def _axis_length(came: Shape, wanted: Shape) -> str:
    if len(came) != len(wanted):
        return f"{len(came)} axes came where {len(wanted)} are wanted"
    wrong = [axis for axis in range(len(came)) if came[axis] != wanted[axis]]
    if any(came[axis] == 0 for axis in wrong):
        return "nothing is left along an axis: an empty slice, or a loop that never ran"
    if all(came[axis] == wanted[axis] + 1 for axis in wrong):
        return "one entry too many along " + _axes(wrong) + ": off by one"
    if all(came[axis] == wanted[axis] - 1 for axis in wrong):
        return "one entry too few along " + _axes(wrong) + ": off by one"
    if len(came) == 2 and len(wrong) == 1 and came[0] == came[1]:
        return f"axis {wrong[0]} has the length of the other axis"
    return ""


def _axes(axes: list[int]) -> str:
    return "axis " + " and axis ".join(str(axis) for axis in axes)
