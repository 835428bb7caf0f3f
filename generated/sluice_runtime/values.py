"""The values of JSON as those of columns; a value that its column cannot hold is refused."""

import math
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from sluice_runtime.column_types import type_name
from sluice_runtime.errors import SluiceError
from sluice_runtime.expressions import LOWER_CASE, UPPER_CASE
from sluice_runtime.plans import Json

Reader = Callable[[Any], Any]


_ASCII_LOWER = str.maketrans(UPPER_CASE, LOWER_CASE)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.]([0-9]{1,9}))?"
    r"(?:Z|([+-])(0[0-9]|1[0-4]):([0-5][0-9]))"
)


class BadValue(Exception):
    """A value that its column cannot hold; the argument is the reason."""


class IntegerLiteral(str):
    """A JSON number as it is written, without a fraction or an exponent."""


class RealLiteral(str):
    """A JSON number as it is written, with a fraction or an exponent."""


def fold(key: str) -> str:
    """A key without regard to case: A to Z become small, and no other letter."""
    return key.lower() if key.isascii() else key.translate(_ASCII_LOWER)


def value_reader(path: tuple[str, ...], holder: Json) -> Reader:
    """Reads the JSON value, None if absent, of a column or a field of one. Raises `BadValue`."""
    name = ".".join(path)
    convert = _converter(path, holder["type"])
    nullable = holder["nullable"]
    misfit = f"{name} is not {type_name(holder['type'])}"

    def read(value: Any) -> Any:
        if value is None:
            if nullable:
                return None
            raise BadValue(f"{name} is missing")
        result = convert(value)
        if result is None:
            raise BadValue(misfit)
        return result

    return read


def _converter(path: tuple[str, ...], column_type: Json) -> Reader:
    """Makes a JSON value one for Spark, None if it does not fit. Raises `BadValue` for a field."""
    kind = column_type["kind"]
    if kind == "struct":
        fields = [
            (fold(f["name"]), value_reader((*path, f["name"]), f)) for f in column_type["fields"]
        ]
        return lambda value: _to_struct(value, fields)
    if kind == "array":
        element = _member(path, column_type["element"])
        return lambda value: _to_array(value, element)
    if kind == "map":
        member = _member(path, column_type["value"])
        return lambda value: _to_map(value, member)
    if kind == "decimal":
        precision, scale = column_type["precision"], column_type["scale"]
        return lambda value: _to_decimal(value, precision, scale)
    if kind not in _SCALAR_CONVERTERS:
        raise SluiceError(f"the plan has a type that this runtime cannot read: {kind}")
    return _SCALAR_CONVERTERS[kind]


def _member(path: tuple[str, ...], column_type: Json) -> Reader:
    """Reads a member of an array or a map; one that is null or does not fit gives None."""
    convert = _converter(path, column_type)

    def read(value: Any) -> Any:
        try:
            return None if value is None else convert(value)
        except BadValue:
            return None

    return read


def _to_struct(value: Any, fields: Sequence[tuple[str, Reader]]) -> tuple[Any, ...] | None:
    if type(value) is not tuple:
        return None
    found: dict[str, Any] = {}
    for key, member in value:
        found.setdefault(fold(key), member)
    return tuple([read(found.get(key)) for key, read in fields])


def _to_array(value: Any, element: Reader) -> list[Any] | None:
    if type(value) is not list:
        return None
    members = [element(member) for member in value]
    return None if any(member is None for member in members) else members


def _to_map(value: Any, read: Reader) -> dict[str, Any] | None:
    if type(value) is not tuple:
        return None
    members: dict[str, Any] = {}
    for key, member in value:
        members.setdefault(key, read(member))
    return None if any(member is None for member in members.values()) else members


def _to_string(value: Any) -> str | None:
    return value if type(value) is str else None


def _to_boolean(value: Any) -> bool | None:
    return value if type(value) is bool else None


def _to_int32(value: Any) -> int | None:
    number = _to_int64(value)
    return number if number is not None and -(2**31) <= number < 2**31 else None


def _to_int64(value: Any) -> int | None:
    if type(value) is IntegerLiteral:
        number = int(value) if len(value) <= _INT64_LENGTH else None
    elif type(value) is RealLiteral:
        number = _whole(value)
    else:
        return None
    return number if number is not None and -(2**63) <= number < 2**63 else None


_INT64_LENGTH = 20
"""Characters of the longest number, with its sign; `int()` refuses thousands of digits."""
_EXPONENT_LENGTH = 9
"""Digits of the largest exponent that the digits of a line could make up for."""


def _whole(literal: str) -> int | None:
    """The number that a literal with a fraction or an exponent is, if it is whole and not large."""
    mantissa, _, exponent = literal.lower().partition("e")
    before, _, fraction = mantissa.lstrip("-").partition(".")
    digits = (before + fraction).lstrip("0")
    significant = digits.rstrip("0")
    if not significant:
        return 0
    shift = exponent.lstrip("+-").lstrip("0")
    if len(shift) > _EXPONENT_LENGTH:
        return None
    power = int(shift or "0") * (-1 if exponent.startswith("-") else 1)
    zeros = power - len(fraction) + len(digits) - len(significant)
    if zeros < 0 or len(significant) + zeros > _INT64_LENGTH:
        return None
    number = int(significant + "0" * zeros)
    return -number if mantissa.startswith("-") else number


def _to_double(value: Any) -> float | None:
    if type(value) is not RealLiteral and type(value) is not IntegerLiteral:
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _to_float(value: Any) -> float | None:
    """A double that Spark narrows to the nearest float; None where that would be infinite."""
    number = _to_double(value)
    if number is None:
        return None
    try:
        struct.pack("<f", number)
    except OverflowError:
        return None
    return number


_EXACT = Context(prec=80)


def _to_decimal(value: Any, precision: int, scale: int) -> Decimal | None:
    if type(value) is not RealLiteral and type(value) is not IntegerLiteral:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:  # an exponent of more than 18 digits
        return None
    if number.is_zero():
        return Decimal(0)
    if number.adjusted() >= precision - scale:
        return None
    fitted = number.quantize(Decimal(1).scaleb(-scale), context=_EXACT)
    return fitted if fitted == number else None


def _to_date(value: Any) -> date | None:
    match = _DAY.fullmatch(value) if type(value) is str else None
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _to_timestamp(value: Any) -> datetime | None:
    match = _INSTANT.fullmatch(value) if type(value) is str else None
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = match.groups()
    micros = int((fraction or "0").ljust(6, "0")[:6])
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset)
    try:
        local = datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second), micros, zone
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


_SCALAR_CONVERTERS: Mapping[str, Reader] = {
    "string": _to_string,
    "boolean": _to_boolean,
    "int32": _to_int32,
    "int64": _to_int64,
    "epochMillis": _to_int64,
    "float": _to_float,
    "double": _to_double,
    "date": _to_date,
    "timestamp": _to_timestamp,
}
