"""The runtime of Sluice's generated Spark jobs: it stands beside them as `generated/sluice.py`.

A job is one pure function from DataFrames to a DataFrame, passed to `run`. Its expressions are
plain PySpark, and helpers of this file where plain PySpark means something else, or not the same on
every version of Spark. Needs Spark 3.5 or newer, Python 3.11 or newer, and nothing else.

Sections: expressions, types, the reading rule, files, landing, tables, runs.
"""

import argparse
import inspect
import json
import math
import re
import struct
import sys
import time
import traceback
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

# --------------------------------------------------------------------------------------------------
# Expressions. None fails when it runs: what has no value is NULL. All time is UTC, years 1 to 9999.
# --------------------------------------------------------------------------------------------------

_UPPER_CASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER_CASE = "abcdefghijklmnopqrstuvwxyz"
_INTEGER_TEXT = r"^[+-]?[0-9]+\z"
_DECIMAL_TEXT = r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)\z"
_NUMBER_TEXT = r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?\z"
_DATE_TEXT = r"^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}\z"
_FIRST_MILLI = -62_135_596_800_000  # 0001-01-01T00:00:00Z
_LAST_MILLI = 253_402_300_799_999  # 9999-12-31T23:59:59.999Z
_MICROS = {
    "millisecond": 1_000,
    "second": 1_000_000,
    "minute": 60_000_000,
    "hour": 3_600_000_000,
    "day": 86_400_000_000,
}


def finite(number: Column) -> Column:
    """A float or double that is neither infinite nor NaN; else NULL."""
    return F.when(F.abs(number) < F.lit(math.inf), number)


def lower(text: Column) -> Column:
    """Text with the letters A to Z in lower case; no other character changes."""
    return F.translate(text, _UPPER_CASE, _LOWER_CASE)


def upper(text: Column) -> Column:
    """Text with the letters a to z in upper case; no other character changes."""
    return F.translate(text, _LOWER_CASE, _UPPER_CASE)


def to_timestamp(millis: Column) -> Column:
    """The timestamp of epoch milliseconds."""
    return F.when(millis.between(_FIRST_MILLI, _LAST_MILLI), F.timestamp_millis(millis))


def to_epoch_millis(timestamp: Column) -> Column:
    """Epoch milliseconds of a timestamp, rounded toward the past."""
    return F.unix_millis(timestamp)


def to_date(timestamp: Column) -> Column:
    """The day, in UTC, of a timestamp."""
    return timestamp.cast("date")


def truncate(timestamp: Column, unit: str) -> Column:
    """The start of a timestamp's second, minute, hour, day, week (Monday), month, quarter, year."""
    return F.date_trunc(unit, timestamp)


def difference(end: Column, start: Column, unit: str) -> Column:
    """Whole milliseconds, seconds, minutes, hours or days from start to end, toward zero."""
    micros = F.unix_micros(end) - F.unix_micros(start)
    return F.call_function("div", micros, F.lit(_MICROS[unit]).cast("bigint"))


def round(number: Column) -> Column:
    """The nearest whole number, half away from zero, in the type that Spark's `round` gives."""
    return F.round(number, 0)


def modulo(dividend: Column, divisor: Column) -> Column:
    """The remainder of integers, a bigint with the dividend's sign; NULL if divided by zero."""
    return dividend.cast("bigint") % divisor.cast("bigint")


def negated(number: Column) -> Column:
    """The negative of a number. Integers give a bigint, or NULL on overflow."""
    return F.try_multiply(number, F.lit(-1).cast("bigint"))


def abs(number: Column) -> Column:
    """The absolute value of a number. Integers give a bigint, or NULL on overflow."""
    return F.when(number < 0, negated(number)).otherwise(F.abs(number))


def to_bigint(number: Column) -> Column:
    """A number truncated toward zero, as a bigint."""
    kind = F.typeof(number)
    in_range = (number >= F.lit(-(2.0**63))) & (number < F.lit(2.0**63))
    whole = F.when(number < 0, F.ceil(number)).otherwise(F.floor(number))
    return (
        F.when(kind.isin("float", "double"), F.when(in_range, number.cast("bigint")))
        .when(kind.startswith("decimal"), whole.cast("string").cast("bigint"))
        .otherwise(number.cast("bigint"))
    )


def to_int(number: Column) -> Column:
    """A number truncated toward zero, as an int."""
    whole = to_bigint(number)
    return F.when(whole.between(-(2**31), 2**31 - 1), whole.cast("int"))


def to_decimal(number: Column, precision: int, scale: int) -> Column:
    """A number rounded half away from zero; of a double, its shortest decimal form is rounded."""
    return number.cast(T.DecimalType(precision, scale))


def to_float(number: Column) -> Column:
    """The nearest float of a number."""
    return finite(number.cast("float"))


def text_to_int(text: Column) -> Column:
    """The int that decimal digits with an optional sign write."""
    return F.when(text.rlike(_INTEGER_TEXT), text.cast("int"))


def text_to_bigint(text: Column) -> Column:
    """The bigint that decimal digits with an optional sign write."""
    return F.when(text.rlike(_INTEGER_TEXT), text.cast("bigint"))


def text_to_float(text: Column) -> Column:
    """The nearest float to a number in decimal or scientific notation."""
    return F.when(text.rlike(_NUMBER_TEXT), finite(text.cast("float")))


def text_to_double(text: Column) -> Column:
    """The nearest double to a number in decimal or scientific notation."""
    return F.when(text.rlike(_NUMBER_TEXT), finite(text.cast("double")))


def text_to_decimal(text: Column, precision: int, scale: int) -> Column:
    """A number in decimal notation, rounded half away from zero."""
    return F.when(text.rlike(_DECIMAL_TEXT), text.cast(T.DecimalType(precision, scale)))


def text_to_boolean(text: Column) -> Column:
    """True for exactly `true`, false for exactly `false`."""
    return F.when(text == "true", F.lit(True)).when(text == "false", F.lit(False))


def text_to_date(text: Column) -> Column:
    """The day that `YYYY-MM-DD` writes."""
    return F.when(text.rlike(_DATE_TEXT), text.cast("date"))


def decimal_to_text(number: Column, scale: int) -> Column:
    """The plain digits of a decimal; Spark's own cast writes a small one with an exponent."""
    return F.translate(F.format_number(number, scale), ",", "")


# --------------------------------------------------------------------------------------------------
# Types, as plan.json has them
# --------------------------------------------------------------------------------------------------

Json = dict[str, Any]

_SCALAR_TYPES: Mapping[str, T.DataType] = {
    "string": T.StringType(),
    "boolean": T.BooleanType(),
    "int32": T.IntegerType(),
    "int64": T.LongType(),
    "epochMillis": T.LongType(),
    "float": T.FloatType(),
    "double": T.DoubleType(),
    "date": T.DateType(),
    "timestamp": T.TimestampType(),
}


def spark_type(column_type: Json) -> T.DataType:
    """The Spark type of a plan's type. Raises `SluiceError` for a kind that it does not know."""
    kind = column_type["kind"]
    if kind == "decimal":
        return T.DecimalType(column_type["precision"], column_type["scale"])
    if kind == "array":
        return T.ArrayType(spark_type(column_type["element"]))
    if kind == "map":
        return T.MapType(T.StringType(), spark_type(column_type["value"]))
    if kind == "struct":
        return spark_schema(column_type["fields"])
    if kind not in _SCALAR_TYPES:
        raise SluiceError(f"the plan has a type that this runtime does not know: {kind}")
    return _SCALAR_TYPES[kind]


def spark_schema(columns: Iterable[Json]) -> T.StructType:
    """The Spark schema of a plan's columns; all are nullable, as they are in files."""
    return T.StructType([T.StructField(c["name"], spark_type(c["type"])) for c in columns])


def type_name(column_type: Json) -> str:
    """The type in words, for messages: `decimal(10,2)`, `array of string`."""
    kind = column_type["kind"]
    if kind == "decimal":
        return f"decimal({column_type['precision']},{column_type['scale']})"
    if kind == "array":
        return f"array of {type_name(column_type['element'])}"
    if kind == "map":
        return f"map of {type_name(column_type['value'])}"
    if kind == "struct":
        fields = (f"{f['name']}: {type_name(f['type'])}" for f in column_type["fields"])
        return f"struct of {', '.join(fields)}"
    return str(kind)


class SluiceError(Exception):
    """A run that cannot go on, in one sentence for the person who started it."""


# --------------------------------------------------------------------------------------------------
# The reading rule: what a line of a landing file means, in pure functions
# --------------------------------------------------------------------------------------------------

_NO_KEYS: frozenset[str] = frozenset()
TEXT_LIMIT = 1_048_576  # bytes of a bad line that quarantine keeps
_BOM = b"\xef\xbb\xbf"
_ASCII_LOWER = str.maketrans(_UPPER_CASE, _LOWER_CASE)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.]([0-9]{1,9}))?"
    r"(?:Z|([+-])(0[0-9]|1[0-4]):([0-5][0-9]))"
)


class Line(NamedTuple):
    """What a line that is not blank gave: a row, or the reason why it is none."""

    row: tuple[Any, ...] | None
    reason: str | None
    unknown: frozenset[str]
    """The keys at the top level that no column has, folded."""


class _BadValue(Exception):
    """A value that its column cannot hold; the argument is the reason."""


class _IntegerLiteral(str):
    """A JSON number as it is written, without a fraction or an exponent."""


class _RealLiteral(str):
    """A JSON number as it is written, with a fraction or an exponent."""


class _Number(float):
    """A number of a plan that remembers how the plan writes it."""

    def __new__(cls, text: str) -> "_Number":
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str

    def __str__(self) -> str:
        return self.text


def parse_plan(text: str) -> Json:
    """A manifest or a plan from its JSON."""
    plan: Json = json.loads(text, parse_float=_Number)
    return plan


def fold(key: str) -> str:
    """A key without regard to case: A to Z become small, and no other letter."""
    return key.lower() if key.isascii() else key.translate(_ASCII_LOWER)


def line_parser(columns: Sequence[Json]) -> Callable[[bytes], Line | None]:
    """The parser of the lines of a source with these columns. It gives None for a blank line."""
    names = {fold(column["name"]): column["name"] for column in columns}
    readers = [(fold(column["name"]), _column_reader(column)) for column in columns]

    def parse(raw: bytes) -> Line | None:
        line = trimmed(raw)
        if not line.strip(b" \t\r"):
            return None
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            return Line(None, "not UTF-8", _NO_KEYS)
        pairs = _decode(text)
        if type(pairs) is not tuple:
            return Line(None, "not a JSON object", _NO_KEYS)
        found = {fold(key): value for key, value in pairs}
        unknown = frozenset(found.keys() - names.keys())
        if len(found) < len(pairs):
            counts = Counter(fold(key) for key, _ in pairs)
            repeated = min(key for key, count in counts.items() if count > 1)
            return Line(None, f"repeated key {names.get(repeated, repeated)}", unknown)
        try:
            return Line(tuple([read(found.get(key)) for key, read in readers]), None, unknown)
        except _BadValue as bad:
            return Line(None, str(bad), unknown)

    return parse


def trimmed(raw: bytes) -> bytes:
    """A line without a BOM before it and a CR after it; quarantine keeps this much."""
    return raw.removeprefix(_BOM).removesuffix(b"\r")


def excerpt(line: bytes) -> str:
    """The text of a bad line for quarantine; bytes that are not UTF-8 become U+FFFD."""
    end = min(len(line), TEXT_LIMIT)
    while TEXT_LIMIT - 3 < end < len(line) and line[end] & 0xC0 == 0x80:
        end -= 1
    return line[:end].decode("utf-8", "replace")


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


# Objects become tuples of pairs, so that a repeated key is seen, and arrays lists.
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple,
    parse_int=_IntegerLiteral,
    parse_float=_RealLiteral,
    parse_constant=_refuse_constant,
)


def _decode(text: str) -> Any:
    """The JSON value of a text; None when it is not exactly one."""
    try:
        value = _DECODER.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode(
                "utf-8"
            )  # half a surrogate pair has no UTF-8
        return value
    except (ValueError, RecursionError):
        return None


Reader = Callable[[Any], Any]


def _column_reader(column: Json) -> Reader:
    read = _reader((column["name"],), column)
    checks = [_row_check(column, check) for check in column.get("checks", ())]
    if not checks:
        return read

    def read_and_check(value: Any) -> Any:
        result = read(value)
        for check in checks:
            check(result)
        return result

    return read_and_check


def _reader(path: tuple[str, ...], holder: Json) -> Reader:
    """Reads the JSON value, None if absent, of a column or a field of one. Raises `_BadValue`."""
    name = ".".join(path)
    convert = _converter(path, holder["type"])
    nullable = holder["nullable"]
    misfit = f"{name} is not {type_name(holder['type'])}"

    def read(value: Any) -> Any:
        if value is None:
            if nullable:
                return None
            raise _BadValue(f"{name} is missing")
        result = convert(value)
        if result is None:
            raise _BadValue(misfit)
        return result

    return read


def _converter(path: tuple[str, ...], column_type: Json) -> Reader:
    """Makes a JSON value one for Spark, None if it does not fit. Raises `_BadValue` for a field."""
    kind = column_type["kind"]
    if kind == "struct":
        fields = [(fold(f["name"]), _reader((*path, f["name"]), f)) for f in column_type["fields"]]
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
        except _BadValue:
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
    if type(value) is not _IntegerLiteral or len(value) > 20:  # int() refuses thousands of digits
        return None
    number = int(value)
    return number if -(2**63) <= number < 2**63 else None


def _to_double(value: Any) -> float | None:
    if type(value) is not _RealLiteral and type(value) is not _IntegerLiteral:
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
    if type(value) is not _RealLiteral and type(value) is not _IntegerLiteral:
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


def _row_check(column: Json, check: Json) -> Callable[[Any], None]:
    """Raises `_BadValue` when a column's value, or the field at the path, breaks the check."""
    steps, checked_type = _steps(column["type"], check["path"])
    if check["rule"] not in _CHECKS:
        raise SluiceError(f"the plan has a check that this runtime does not know: {check['rule']}")
    passes, complaint = _CHECKS[check["rule"]](check, checked_type)
    reason = f"{'.'.join([column['name'], *check['path']])} is {complaint}"

    def verify(value: Any) -> None:
        for step in steps:
            value = None if value is None else value[step]
        if value is not None and not passes(value):
            raise _BadValue(reason)

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


# --------------------------------------------------------------------------------------------------
# Files, on any file system that Hadoop knows: a local folder and `s3://` are one code path
# --------------------------------------------------------------------------------------------------


class Files:
    """Small text files, listings and deletes."""

    def __init__(self, spark: SparkSession) -> None:
        jvm: Any = spark.sparkContext._jvm
        self._path = jvm.org.apache.hadoop.fs.Path
        self._configuration = spark.sparkContext._jsc.hadoopConfiguration()

    def read(self, location: str) -> str | None:
        """The text of a file; None when there is none."""
        path = self._path(location)
        file_system = path.getFileSystem(self._configuration)
        if not file_system.exists(path):
            return None
        stream = file_system.open(path)
        try:
            return bytes(stream.readAllBytes()).decode("utf-8")
        finally:
            stream.close()

    def replace(self, location: str, text: str) -> None:
        """Writes a file whole or not at all: a local one by rename, others by an atomic put."""
        parent = self._path(location).getParent()
        parent.getFileSystem(self._configuration).mkdirs(parent)
        folder = parent.getFileSystem(self._configuration).resolvePath(parent)
        file_system = folder.getFileSystem(self._configuration)
        target = self._path(folder, self._path(location).getName())
        if file_system.getScheme() != "file":
            _write(file_system, target, text)
            return
        raw = file_system.getRawFileSystem()  # a checksum file would be renamed a moment later
        draft = self._path(folder, f".{target.getName()}.{uuid.uuid4().hex}")
        _write(raw, draft, text)
        if not raw.rename(draft, target):
            raise SluiceError(f"cannot write {location}")

    def below(self, folder: str) -> dict[str, int] | None:
        """The bytes of each file below a folder, by its path from there; None without a folder."""
        path = self._path(folder)
        file_system = path.getFileSystem(self._configuration)
        if not file_system.exists(path):
            return None
        prefix = len(self.path_of(folder)) + 1
        found = file_system.listFiles(path, True)
        sizes = {}
        while found.hasNext():
            status = found.next()
            sizes[status.getPath().toUri().getPath()[prefix:]] = status.getLen()
        return sizes

    def path_of(self, location: str) -> str:
        """The path of a location without scheme, host and last slash, not encoded."""
        path = self._path(location)
        qualified = path.getFileSystem(self._configuration).makeQualified(path)
        return str(qualified.toUri().getPath()).rstrip("/")

    def delete(self, folder: str) -> None:
        """Deletes a folder with all that is in it."""
        path = self._path(folder)
        path.getFileSystem(self._configuration).delete(path, True)


def _write(file_system: Any, path: Any, text: str) -> None:
    stream = file_system.create(path, True)
    try:
        stream.write(text.encode("utf-8"))
    finally:
        stream.close()


def _join(root: str, *parts: str) -> str:
    return "/".join([root.rstrip("/"), *(part.strip("/") for part in parts)])


def _literal(path: str) -> str:
    """A path that Spark's readers take as it is, not as a pattern."""
    return re.sub(r"([\[\]{}*?\\])", r"\\\1", path)


# --------------------------------------------------------------------------------------------------
# Landing: raw files to typed rows, and bad lines to quarantine
# --------------------------------------------------------------------------------------------------

_KEYS_COUNTED = 1_000  # different ones in a block; where keys are data, there is no end of them
_LANDING_FILE = re.compile(r"\.jsonl?(\.gz)?$")
_HIDDEN = re.compile(r"(^|/)[._]")
_BAD_LINE = T.StructType(
    [
        T.StructField("file", T.StringType()),
        T.StructField("start", T.LongType()),
        T.StructField("line", T.LongType()),
        T.StructField("reason", T.StringType()),
        T.StructField("length", T.LongType()),
        T.StructField("text", T.StringType()),
    ]
)
_BLOCK = T.StructType(
    [
        T.StructField("file", T.StringType()),
        T.StructField("start", T.LongType()),
        T.StructField("lines", T.LongType()),
        T.StructField("kept", T.LongType()),
        T.StructField("bad", T.LongType()),
        T.StructField("unknown", T.MapType(T.StringType(), T.LongType())),
    ]
)


@dataclass(frozen=True)
class Source:
    """A source as one run read it. `rows` is kept by Spark, so that no line is parsed twice."""

    rows: DataFrame
    metrics: Json
    """Counts of files, lines that are not blank, rows, bad lines and unknown keys."""


@dataclass
class _Block:
    """What was counted in one split of a file: a large file has several."""

    file: str
    start: int
    lines: int = 0
    kept: int = 0
    bad: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def counts(self) -> tuple[str, int, int, int, int, dict[str, int]]:
        return self.file, self.start, self.lines, self.kept, self.bad, dict(self.unknown)

    def count_unknown(self, keys: Iterable[str]) -> None:
        for key in keys:
            known = key in self.unknown or len(self.unknown) < _KEYS_COUNTED
            self.unknown[key if known else "(others)"] += 1


def read_source(spark: SparkSession, plan: Json, landing: str, quarantine: str) -> Source:
    """Reads a source by the reading rule and writes its bad lines to the folder `quarantine`.

    Raises `SluiceError` when there is no file, when one cannot be read to its end, and when too
    many lines are bad.
    """
    locations = _landing_files(Files(spark), plan, landing)
    parsed = _parsed(spark, plan["columns"], locations, Files(spark).path_of(landing))
    try:
        blocks = parsed.where(F.col("block").isNotNull()).select("block.*").collect()
    except Exception as error:
        broken = _unreadable(spark, locations)
        if broken is None:
            raise
        raise SluiceError(f"{broken} cannot be read to its end: {_sentence(error)}") from error
    kept, bad = (sum(block[count] for block in blocks) for count in ("kept", "bad"))
    metrics = {
        "name": plan["name"],
        "files": len(locations),
        "lines": kept + bad,
        "rows": kept,
        "quarantined": bad,
        "unknownKeys": _most_frequent(blocks),
        "quarantine": quarantine if bad else None,
    }
    if bad:
        bad_lines = parsed.where(F.col("bad").isNotNull()).select("bad.*")
        _numbered(bad_lines, blocks).write.parquet(quarantine)
        if bad / (kept + bad) > plan["quarantine"]["atMost"]:
            raise SluiceError(_over_threshold(spark, plan, metrics))
    rows = parsed.where(F.col("bad").isNull() & F.col("block").isNull())
    names = [column["name"] for column in plan["columns"]]
    return Source(rows.select([F.col(f"c{i}").alias(n) for i, n in enumerate(names)]), metrics)


def _parsed(
    spark: SparkSession, columns: Sequence[Json], locations: Sequence[str], root: str
) -> DataFrame:
    """What `_parse_lines` gives for each line: `c0`, `c1`, ... of a row, or `bad`, or `block`."""
    line_parser(columns)  # a plan that it does not know stops here, not in a worker
    fields = [T.StructField(f"c{i}", spark_type(c["type"])) for i, c in enumerate(columns)]
    schema = T.StructType(fields).add("bad", _BAD_LINE).add("block", _BLOCK)
    lines = _lines(spark, locations).rdd
    parsed = lines.mapPartitions(lambda some: _parse_lines(columns, root, some))
    frame = spark.createDataFrame(parsed, schema, verifySchema=False)
    return frame.persist(StorageLevel.MEMORY_AND_DISK)


def _landing_files(files: Files, plan: Json, landing: str) -> list[str]:
    folder = _join(landing, plan["path"])
    found = files.below(folder)
    if found is None:
        raise SluiceError(f"there is no landing folder {folder} for {plan['name']}")
    names = sorted(n for n in found if _LANDING_FILE.search(n) and not _HIDDEN.search(n))
    if not names:
        raise SluiceError(f"{folder} has no *.json or *.jsonl file for {plan['name']}")
    for name in names:
        if name.endswith(".gz") and found[name] == 0:  # Spark passes over files without a byte
            raise SluiceError(f"{_join(folder, name)} cannot be read to its end: it is empty")
    return [_join(folder, name) for name in names]


def _lines(spark: SparkSession, locations: Sequence[str]) -> DataFrame:
    """The lines of files as bytes, which end at line feeds only, with their file and block."""
    return (
        spark.read.option("lineSep", "\n")
        .option("recursiveFileLookup", "true")
        .option("ignoreCorruptFiles", "false")
        .option("ignoreMissingFiles", "false")
        .text([_literal(location) for location in locations])
        .select(
            F.col("value").cast("binary"),
            F.col("_metadata.file_path"),
            F.col("_metadata.file_block_start"),
        )
    )


def _unreadable(spark: SparkSession, locations: Sequence[str]) -> str | None:
    """A file that cannot be read to its end, found by halves: Spark 3.5 does not always name it."""

    def readable(some: Sequence[str]) -> bool:
        try:
            _lines(spark, some).agg(F.sum(F.length("value"))).collect()
            return True
        except Exception:
            return False

    while len(locations) > 1:
        half = locations[: len(locations) // 2]
        locations = locations[len(half) :] if readable(half) else half
    return None if readable(locations) else locations[0]


def _parse_lines(
    columns: Sequence[Json], root: str, lines: Iterable[Row]
) -> Iterator[tuple[Any, ...]]:
    """A row, a bad line or nothing for each line; what was counted after each block of a file."""
    parse = line_parser(columns)
    no_row = (None,) * len(columns)
    location, block = None, _Block("", 0)
    for raw, file, start in lines:
        if file != location or start != block.start:
            if block.lines:
                yield (*no_row, None, block.counts())
            location, block = file, _Block(_name_below(root, file), start)
        block.lines += 1
        line = parse(raw)
        if line is None:
            continue
        block.count_unknown(line.unknown)
        if line.row is not None:
            block.kept += 1
            yield (*line.row, None, None)
        else:
            block.bad += 1
            bad = trimmed(raw)
            number = block.lines
            yield (*no_row, (block.file, start, number, line.reason, len(bad), excerpt(bad)), None)
    if block.lines:
        yield (*no_row, None, block.counts())


def _name_below(root: str, location: str) -> str:
    """The path of a file below the landing root, from the encoded location that Spark gives."""
    return unquote(urlsplit(location).path).removeprefix(f"{root}/")


def _numbered(bad: DataFrame, blocks: Sequence[Row]) -> DataFrame:
    """Bad lines with their line number in the file instead of the one in the block."""
    before: list[tuple[str, int, int]] = []
    lines: Counter[str] = Counter()
    for block in sorted(blocks, key=lambda block: (block["file"], block["start"])):
        before.append((block["file"], block["start"], lines[block["file"]]))
        lines[block["file"]] += block["lines"]
    offsets = bad.sparkSession.createDataFrame(before, "file string, start bigint, before bigint")
    return bad.join(F.broadcast(offsets), ["file", "start"]).select(
        "file", (F.col("line") + F.col("before")).alias("line"), "reason", "length", "text"
    )


def _most_frequent(blocks: Sequence[Row]) -> list[Json]:
    """The keys that no column has, and how many lines have them."""
    counts: Counter[str] = Counter()
    for block in blocks:
        counts.update(block["unknown"])
    frequent = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_KEYS_COUNTED]
    return [{"key": key, "count": count} for key, count in frequent]


def _over_threshold(spark: SparkSession, plan: Json, metrics: Json) -> str:
    reasons = (
        spark.read.parquet(_literal(metrics["quarantine"]))
        .groupBy("reason")
        .count()
        .orderBy(F.desc("count"), "reason")
        .limit(3)
        .collect()
    )
    listed = "; ".join(f"{row['count']} x {row['reason']}" for row in reasons)
    allowed = f"{float(plan['quarantine']['atMost']) * 100:g} %"
    return (
        f"{plan['name']}: {metrics['quarantined']} of {metrics['lines']} lines are bad, more than "
        f"the {allowed} allowed ({listed}); nothing was committed; they are in "
        f"{metrics['quarantine']}"
    )


# --------------------------------------------------------------------------------------------------
# Tables: `read_table`, `write_table` and `commit` alone know how a lake keeps them
# --------------------------------------------------------------------------------------------------

_ENGINE = "spark"
_JSON_OPTIONS = {"timestampFormat": "yyyy-MM-dd HH:mm:ss.SSSSSS", "lineSep": "\n"}

Version = Json
"""What `<lake>/tables/<table>.json` holds of a table's version; `path` is below the lake."""


def open_lake(files: Files, lake: str) -> None:
    """Marks a lake folder as this engine's. Raises `SluiceError` when it is another's."""
    location = _join(lake, "sluice-lake.json")
    text = files.read(location)
    if text is None:
        files.replace(location, json.dumps({"engine": _ENGINE}) + "\n")
        return
    engine = json.loads(text).get("engine")
    if engine != _ENGINE:
        raise SluiceError(f"{lake} was made by the {engine} engine, not {_ENGINE}")


def current_version(files: Files, lake: str, table: str) -> Version | None:
    """The version of a table that readers see; None before its first commit."""
    text = files.read(_pointer(lake, table))
    version: Version | None = None if text is None else json.loads(text)
    return version


def read_table(spark: SparkSession, plan: Json, lake: str, version: Version | None) -> DataFrame:
    """A version of a table. Raises `SluiceError` when there is none, or it has other columns."""
    if version is None:
        raise SluiceError(f"{plan['name']} has no version in {lake} yet: run it first")
    schema = spark_schema(plan["columns"])
    difference = _difference(schema, spark_schema(version["columns"]))
    if difference is not None:
        raise SluiceError(f"{plan['name']} is older than its plan ({difference}): run it first")
    location = _literal(_join(lake, version["path"]))
    if version["format"] == "json":
        rows = spark.read.schema(schema).options(mode="FAILFAST", **_JSON_OPTIONS).json(location)
    else:
        rows = spark.read.schema(schema).parquet(location)
    return rows.select([_column(name) for name in schema.names])


def write_table(
    spark: SparkSession, plan: Json, rows: DataFrame, lake: str, run_id: str
) -> Version:
    """Writes a new version of a table, which no reader sees before `commit`."""
    path = _join("data", plan["zone"], plan["name"], run_id)
    kind = plan["format"]["kind"]
    partitions = [] if kind == "iceberg" else plan.get("partitionBy", [])
    guarded = [
        _guarded(column, column["name"] in partitions).alias(column["name"])
        for column in plan["columns"]
    ]
    writer = rows.select(guarded).write.partitionBy(*partitions)
    try:
        if kind == "json":
            writer.options(compression="gzip", **_JSON_OPTIONS).json(_join(lake, path))
        else:
            writer.parquet(_join(lake, path))
    except Exception:
        Files(spark).delete(_join(lake, path))
        raise
    version = {
        "engine": _ENGINE,
        "table": plan["name"],
        "zone": plan["zone"],
        "format": "json" if kind == "json" else "parquet",
        "path": path,
        "columns": [{"name": c["name"], "type": c["type"]} for c in plan["columns"]],
    }
    return {**version, "rows": read_table(spark, plan, lake, version).count()}


def commit(files: Files, lake: str, versions: Iterable[Version]) -> None:
    """Makes versions the ones that readers see, each by the rename of one small file."""
    for version in versions:
        files.replace(_pointer(lake, version["table"]), json.dumps(version, indent=2) + "\n")


def check_columns(plan: Json, rows: DataFrame) -> None:
    """Raises `SluiceError` unless the rows have the plan's columns, in its order and types."""
    difference = _difference(spark_schema(plan["columns"]), rows.schema)
    if difference is not None:
        raise SluiceError(f"the job's result is not as its plan says: {difference}")


def _difference(planned: T.StructType, found: T.StructType) -> str | None:
    if found.names != planned.names:
        return f"the columns are {', '.join(found.names)} instead of {', '.join(planned.names)}"
    for expected, actual in zip(planned, found, strict=True):
        planned_type, found_type = expected.dataType.simpleString(), actual.dataType.simpleString()
        if found_type != planned_type:
            return f"{expected.name} is {found_type} instead of {planned_type}"
    return None


def _guarded(column: Json, partition: bool) -> Column:
    """A column that fails the run where it breaks its plan, or a folder's name would lose it."""
    value = _column(column["name"])
    if partition and column["type"]["kind"] == "string":
        value = F.when(
            value == "", _raise(f"{column['name']} is empty, which no partition can be")
        ).otherwise(value)
    if column["nullable"]:
        return value
    return F.coalesce(value, _raise(f"{column['name']} is NULL, which its plan rules out"))


def _raise(message: str) -> Column:
    return F.raise_error(F.lit(message))


def _column(name: str) -> Column:
    return F.col("`" + name.replace("`", "``") + "`")


def _pointer(lake: str, table: str) -> str:
    return _join(lake, "tables", f"{table}.json")


# --------------------------------------------------------------------------------------------------
# Runs
# --------------------------------------------------------------------------------------------------

# Set on every session, so that nothing means one thing here and another there.
SETTINGS: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
}

Job = Callable[..., DataFrame]


@dataclass
class Run:
    """One run: its places, what it has read, and the versions that it has not yet committed."""

    spark: SparkSession
    generated: str
    landing: str
    lake: str
    id: str
    tables: Mapping[str, Json]
    """The entries of the manifest by name."""
    sources: dict[str, Source] = field(default_factory=dict)
    written: dict[str, Version] = field(default_factory=dict)

    @property
    def files(self) -> Files:
        return Files(self.spark)


def run(job: Job) -> None:
    """Runs the job of one table, commits the result and prints what it did, a line of JSON.

    The table has the name of the function, and its inputs those of the parameters; an underscore
    after a Python keyword does not count. The arguments are those of the process: `--generated`,
    `--landing` and `--lake`. Exits with 1 and a sentence when it fails; then nothing is committed.
    """
    with_errors_told(job.__name__, lambda: _run_one(job))


def run_lake() -> None:
    """Runs all jobs of the manifest in one session and switches all tables after the last."""
    with_errors_told("lake", _run_all)


def _run_one(job: Job) -> None:
    current = start_run(job.__name__)
    metrics = run_job(current, job)
    commit(current.files, current.lake, current.written.values())
    print(json.dumps(metrics), flush=True)


def _run_all() -> None:
    current = start_run("sluice")
    try:
        done = [run_job(current, _load_job(current, name)) for name in _order(current)]
    except Exception:
        for version in current.written.values():
            current.files.delete(_join(current.lake, version["path"]))
        raise
    commit(current.files, current.lake, current.written.values())
    for metrics in done:
        print(json.dumps(metrics), flush=True)


def start_run(name: str) -> Run:
    """Reads the arguments and the manifest and gets a Spark session. Raises `SluiceError`."""
    arguments = _arguments()
    spark = SparkSession.builder.appName(name).getOrCreate()
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    if Path(__file__).is_file():
        spark.sparkContext.addPyFile(__file__)  # executors find the parser by this module's name
    files = Files(spark)
    tables = {entry["name"]: entry for entry in _manifest(files, arguments.generated)["tables"]}
    open_lake(files, arguments.lake)
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
    return Run(spark, arguments.generated, arguments.landing, arguments.lake, run_id, tables)


def run_job(current: Run, job: Job) -> Json:
    """Computes and writes the table of a job, without a commit, and gives its metrics."""
    started = time.monotonic()
    name = _declared(job.__name__, current.tables)
    plan = _plan(current, name)
    inputs = {
        parameter: _declared(parameter, current.tables)
        for parameter in inspect.signature(job).parameters
    }
    if sorted(inputs.values()) != sorted(plan["reads"]):
        found, planned = ", ".join(inputs.values()), ", ".join(plan["reads"])
        raise SluiceError(f"the job reads {found}, but its plan says {planned}: compile again")
    rows = job(**{parameter: _read(current, table) for parameter, table in inputs.items()})
    check_columns(plan, rows)
    sources = [
        current.sources[table].metrics for table in inputs.values() if table in current.sources
    ]
    version = write_table(current.spark, plan, rows, current.lake, current.id)
    version["quarantine"] = [source for source in sources if source["quarantined"]]
    current.written[name] = version
    return {
        "table": name,
        "zone": plan["zone"],
        "rows": version["rows"],
        "quarantined": sum(source["quarantined"] for source in sources),
        "ms": int((time.monotonic() - started) * 1000),
        "path": _join(current.lake, version["path"]),
        "sources": sources,
    }


def with_errors_told(name: str, act: Callable[[], None]) -> None:
    """Exits with 1 and a sentence when `act` fails; what is no `SluiceError` is traced before."""
    try:
        act()
    except SluiceError as error:
        raise SystemExit(f"sluice: {name}: {error}") from None
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        raise SystemExit(f"sluice: {name}: {_sentence(error)}; nothing was committed") from None


def _sentence(error: Exception) -> str:
    """The cause of a failure in Spark, out of a long text."""
    text = str(error)
    causes = re.findall(r"^(?:Caused by)?: (?:[\w.$]+: )?(.*)$", text, re.MULTILINE)
    return causes[-1] if causes else next(iter(text.splitlines()), type(error).__name__)


def _arguments() -> argparse.Namespace:
    """The arguments of the process; others, such as those that Glue adds, do not count."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--generated", required=True, help="the folder of manifest.json")
    parser.add_argument("--landing", required=True, help="the landing root")
    parser.add_argument("--lake", required=True, help="the lake folder or bucket")
    return parser.parse_known_args()[0]


def _manifest(files: Files, generated: str) -> Json:
    return _read_plan(files, _join(generated, "manifest.json"))


def _plan(current: Run, name: str) -> Json:
    return _read_plan(current.files, _file_of(current, name, "plan.json"))


def _file_of(current: Run, name: str, file: str) -> str:
    return _join(current.generated, current.tables[name]["zone"], name, file)


def _read_plan(files: Files, location: str) -> Json:
    text = files.read(location)
    if text is None:
        raise SluiceError(f"there is no {location}")
    return parse_plan(text)


def _declared(python_name: str, tables: Mapping[str, Json]) -> str:
    """The name of a table from its identifier in Python, which may have a `_` more at its end."""
    name = python_name.removesuffix("_")
    if name not in tables:
        raise SluiceError(f"the manifest has no table {name}")
    return name


def _read(current: Run, name: str) -> DataFrame:
    plan = _plan(current, name)
    if plan["kind"] == "table":
        version = current.written.get(name) or current_version(current.files, current.lake, name)
        return read_table(current.spark, plan, current.lake, version)
    if name not in current.sources:
        quarantine = _join(current.lake, "quarantine", name, current.id)
        source = read_source(current.spark, plan, current.landing, quarantine)
        check_keys(plan, source.rows)
        current.sources[name] = source
    return current.sources[name].rows


def check_keys(plan: Json, rows: DataFrame) -> None:
    """The declared keys of a source hold in the rows kept; a NULL in the key does not count.

    Proofs take them for granted. Raises `SluiceError`.
    """
    for columns in plan.get("unique", []):
        groups = rows.dropna(subset=columns).groupBy(*columns).agg(F.count(F.lit(1)).alias("rows"))
        repeated = groups.filter(F.col("rows") > 1).count()
        if repeated > 0:
            raise SluiceError(
                f"{plan['name']} is declared unique by {', '.join(columns)}, but {repeated} values "
                "stand in several rows, and proofs rest on it; nothing was committed"
            )


def _order(current: Run) -> list[str]:
    """The tables such that each stands after those that it reads."""
    tables = [name for name in sorted(current.tables) if current.tables[name]["kind"] == "table"]
    reads = {name: _plan(current, name)["reads"] for name in tables}
    return [name for name in TopologicalSorter(reads).static_order() if name in reads]


def _load_job(current: Run, name: str) -> Job:
    location = _file_of(current, name, "job.py")
    text = current.files.read(location)
    if text is None:
        raise SluiceError(f"there is no {location}")
    module: Json = {"__name__": name}
    exec(compile(text, location, "exec"), module)
    job: Job = module[f"{name}_"] if f"{name}_" in module else module[name]
    return job


if __name__ == "__main__":
    import sluice

    sluice.run_lake()  # of the module that executors know by its name, not of this copy of it
