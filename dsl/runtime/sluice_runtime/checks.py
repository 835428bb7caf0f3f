"""The row checks of columns, which a value passes or is refused by."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Json
from sluice_runtime.values import BadValue


def row_check(column: Json, check: Json) -> Callable[[Any], None]:
    """Raises `BadValue` when a column's value, or the field at the path, breaks the check."""
    steps, checked_type = _steps(column["type"], check["path"])
    if check["rule"] not in _CHECKS:
        raise SluiceError(f"the plan has a check that this runtime does not know: {check['rule']}")
    passes, complaint = _CHECKS[check["rule"]](check, checked_type)
    reason = f"{'.'.join([column['name'], *check['path']])} is {complaint}"

    def verify(value: Any) -> None:
        for step in steps:
            value = None if value is None else value[step]
        if value is not None and not passes(value):
            raise BadValue(reason)

    return verify


def _steps(column_type: Json, path: Sequence[str]) -> tuple[list[int], Json]:
    """The positions of a path's fields in their structs, and the type where it ends."""
    steps = []
    for name in path:
        names = [f["name"] for f in column_type["fields"]]
        steps.append(names.index(name))
        column_type = column_type["fields"][steps[-1]]["type"]
    return steps, column_type


Check = tuple[Callable[[Any], bool], str]


def _check_pattern(check: Json, _: Json) -> Check:
    matches = re.compile(check["pattern"]).fullmatch
    return lambda value: matches(value) is not None, f"not {check['name']}"


def _check_one_of(check: Json, column_type: Json) -> Check:
    values = check["values"]
    allowed = frozenset(_comparable(value, column_type) for value in values)
    return allowed.__contains__, f"not one of {', '.join(map(str, values))}"


def _check_min(check: Json, column_type: Json) -> Check:
    bound, complaint = _comparable(check["value"], column_type), f"under {check['value']}"
    if check["exclusive"]:
        return lambda value: value > bound, complaint
    return lambda value: value >= bound, complaint


def _check_max(check: Json, column_type: Json) -> Check:
    bound, complaint = _comparable(check["value"], column_type), f"over {check['value']}"
    if check["exclusive"]:
        return lambda value: value < bound, complaint
    return lambda value: value <= bound, complaint


def _comparable(constant: Any, column_type: Json) -> Any:
    """A constant of a check for comparison: the double nearest to 0.1 is not the decimal 0.1."""
    return Decimal(str(constant)) if column_type["kind"] == "decimal" else constant


def _check_multiple_of(check: Json, _: Json) -> Check:
    divisor = Fraction(str(check["value"]))
    return lambda value: Fraction(str(value)) % divisor == 0, f"not a multiple of {check['value']}"


def _check_min_length(check: Json, _: Json) -> Check:
    length = check["value"]
    return lambda value: len(value) >= length, f"shorter than {length}"


def _check_max_length(check: Json, _: Json) -> Check:
    length = check["value"]
    return lambda value: len(value) <= length, f"longer than {length}"


_CHECKS: Mapping[str, Callable[[Json, Json], Check]] = {
    "pattern": _check_pattern,
    "oneOf": _check_one_of,
    "min": _check_min,
    "max": _check_max,
    "multipleOf": _check_multiple_of,
    "minLength": _check_min_length,
    "maxLength": _check_max_length,
}
