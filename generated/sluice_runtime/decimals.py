"""Decimals of up to 38 digits, where Spark's own arithmetic has too few digits."""

from decimal import Decimal

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.window import WindowSpec

from sluice_runtime.expressions import abs
from sluice_runtime.measures import over


def quotient(dividend: Column, dividend_scale: int, divisor: Column, divisor_scale: int) -> Column:
    """The quotient of decimals, a decimal(38,6) rounded half away from zero.

    NULL where one of them, as a whole number after both were multiplied by the same power of ten,
    has more than 37 digits, for which the dividend counts with six decimals more.
    """
    shift = 6 + divisor_scale - dividend_scale
    parts = F.struct(
        _whole(dividend, dividend_scale, max(shift, 0)).alias("n"),
        _whole(divisor, divisor_scale, max(-shift, 0)).alias("d"),
    )
    return F.get(F.transform(F.array(parts), lambda p: _rounded_ratio(p["n"], p["d"])), 0)


def _whole(number: Column, scale: int, power: int) -> Column:
    """A decimal without its point times a power of ten; NULL where it has more than 37 digits."""
    if power > 37:
        return F.lit(None).cast(_WHOLE)
    value = F.try_multiply(_digits(number, scale), _power(power))
    return F.when(abs(value) < _power(37), value)


_WHOLE = T.DecimalType(38, 0)


def _power(power: int) -> Column:
    return F.lit(str(10**power)).cast(_WHOLE)


def _rounded_ratio(n: Column, d: Column) -> Column:
    doubled = F.struct(
        (abs(n) * 2 + abs(d)).cast(_WHOLE).alias("x"), (abs(d) * 2).cast(_WHOLE).alias("y")
    )
    ratio = F.get(F.transform(F.array(doubled), lambda p: _integer_ratio(p["x"], p["y"])), 0)
    unit = F.lit("0.000001").cast("decimal(6,6)")
    return ((F.signum(n) * F.signum(d)).cast("decimal(1,0)") * (ratio * unit)).cast("decimal(38,6)")


def _integer_ratio(x: Column, y: Column) -> Column:
    """Whole numbers divided without the remainder, in two steps where the ratio may be long."""
    half = _half()
    high = _exact_ratio(x, half)
    low = (x % half).cast(_WHOLE)
    rest = ((high % y).cast(_WHOLE) * half).cast(_WHOLE) + low
    long = (_exact_ratio(high, y) * half).cast(_WHOLE) + _exact_ratio(rest.cast(_WHOLE), y)
    return F.when(y >= half, _exact_ratio(x, y)).otherwise(long.cast(_WHOLE))


def _exact_ratio(x: Column, y: Column) -> Column:
    return F.try_divide((x - x % y).cast(_WHOLE), y).cast(_WHOLE)


def decimal_to_text(number: Column, scale: int) -> Column:
    """The plain digits of a decimal; Spark's own cast writes a small one with an exponent."""
    return F.translate(F.format_number(number, scale), ",", "")


def decimal_sum(number: Column, scale: int, window: WindowSpec | None = None) -> Column:
    """The exact sum of decimals with many digits, a decimal(38, scale); NULL if it has more digits.

    Spark's own is NULL where a part of the sum has too many digits though the whole has not, so it
    depends on the order. Numbers of more than 28 digits, and no others, are added in two halves.
    """

    total = over(F.try_sum, window)
    most = Decimal(10**28).scaleb(-scale)
    least, most_of_short = (F.lit(f"{end:f}").cast(_decimal(scale)) for end in (-most, most))
    is_long = ~number.between(least, most_of_short)
    parts = F.struct(
        total(F.when(~is_long, number)).cast(_decimal(scale)).alias("short"),
        total(F.when(is_long, _high(number, scale))).alias("high"),
        total(F.when(is_long, _low(number, scale))).alias("low"),
    )

    def joined(p: Column) -> Column:
        short = F.coalesce(p["short"], F.lit(0).cast(_decimal(scale)))
        high, low = p["high"] + _high(short, scale), p["low"] + _low(short, scale)
        return F.when(p["high"].isNull(), p["short"]).otherwise(_with_point(high, low, scale))

    return F.get(F.transform(F.array(parts), joined), 0)


def _decimal(scale: int) -> T.DecimalType:
    return T.DecimalType(38, scale)


def _high(number: Column, scale: int) -> Column:
    """The digits of a decimal but for the last 19, as a whole number with its sign."""
    return _exact_ratio(_digits(number, scale), _half()).cast(_MANY)


def _low(number: Column, scale: int) -> Column:
    """The last 19 digits of a decimal, as a whole number with its sign."""
    return (_digits(number, scale) % _half()).cast(_MANY)


def _with_point(high: Column, low: Column, scale: int) -> Column:
    parts = F.struct(high.cast(_WHOLE).alias("high"), low.cast(_WHOLE).alias("low"))
    total = F.get(F.transform(F.array(parts), lambda p: _joined(p["high"], p["low"])), 0)
    if scale == 0:
        return total
    digits = F.lpad(F.translate(total.cast("string"), "-", ""), 39, "0")
    whole, rest = F.substring(digits, 1, 39 - scale), F.substring(digits, 40 - scale, scale)
    sign = F.when(total < 0, "-").otherwise("")
    return F.concat(sign, whole, F.lit("."), rest).cast(_decimal(scale))


def _joined(high: Column, low: Column) -> Column:
    """The number of 38 digits that both parts add up to, whichever signs they have."""
    carried = (high + _exact_ratio(low, _half())).cast(_WHOLE)
    rest = (low % _half()).cast(_WHOLE)
    borrowed = (
        F.when((carried > 0) & (rest < 0), 1).when((carried < 0) & (rest > 0), -1).otherwise(0)
    )
    first = (carried - borrowed).cast("decimal(19,0)")
    last = (rest + borrowed * _half()).cast("decimal(19,0)")
    return (F.try_multiply(first, _half()).cast(_WHOLE) + last).cast(_WHOLE)


def _digits(number: Column, scale: int) -> Column:
    """A decimal without its point."""
    return (F.translate(F.format_number(number, scale), ",.", "") if scale > 0 else number).cast(
        _WHOLE
    )


def _half() -> Column:
    """Splits 38 digits in two: quotients of decimals by Spark have at most 20 before the point."""
    return _power(19)


_MANY = T.DecimalType(20, 0)
"""So that a sum of as many numbers as there may be rows has room."""
