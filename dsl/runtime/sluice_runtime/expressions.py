"""Helpers for a job's expressions, where plain PySpark means something else or not one thing.

None fails when it runs: what has no value is NULL. All time is UTC, years 1 to 9999.
"""

import math

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql import types as T

UPPER_CASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER_CASE = "abcdefghijklmnopqrstuvwxyz"
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
    return F.translate(text, UPPER_CASE, LOWER_CASE)


def upper(text: Column) -> Column:
    """Text with the letters a to z in upper case; no other character changes."""
    return F.translate(text, LOWER_CASE, UPPER_CASE)


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


def millis_difference(end: Column, start: Column, unit: str) -> Column:
    """As `difference`, of epoch milliseconds; NULL where those between overflow."""
    millis = F.try_subtract(end, start)
    return F.call_function("div", millis, F.lit(_MICROS[unit] // 1_000).cast("bigint"))


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
    whole = F.when(F.signum(number) < 0, F.ceil(number)).otherwise(F.floor(number))
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
