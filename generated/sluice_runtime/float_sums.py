"""Sums and means of doubles that do not depend on the order in which they are added."""

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql.window import WindowSpec

from sluice_runtime.expressions import finite
from sluice_runtime.measures import Measure, over


def float_sum(number: Column, window: WindowSpec | None = None) -> Column:
    """The sum of floats or doubles, a double; NULL where it is not finite.

    Where the largest is between 2^-26 and 2^80 in size, each is taken apart into three whole
    numbers of 53 bits, which are added exactly: bits below 2^-79 do not count. Elsewhere the order
    of adding may decide the last digit.
    """
    double = number.cast("double")
    return _measured(double, over(F.sum, window), _exact_sum(double, window), window)


def float_mean(number: Column, window: WindowSpec | None = None) -> Column:
    """The mean of floats or doubles, a double, by the same sum; finite even where that is not."""
    double = number.cast("double")
    exact = _exact_sum(double, window) / over(F.count, window)(double)
    return _measured(double, over(F.avg, window), exact, window)


_LEAST, _LIMIT = 2.0**-26, 2.0**80
_SMALLER = 2.0**64
"""By which numbers are divided so that no part of their sum leaves the range of doubles."""
_UNITS = (2.0**27, 2.0**-26, 2.0**-79)


def _measured(number: Column, plain: Measure, exact: Column, window: WindowSpec | None) -> Column:
    largest = over(F.max, window)(F.abs(number))
    again = plain(number / _SMALLER) * _SMALLER
    is_exact = (largest == 0) | ((largest >= _LEAST) & (largest < _LIMIT))
    return F.when(is_exact, exact).otherwise(F.coalesce(finite(plain(number)), finite(again)))


def _exact_sum(number: Column, window: WindowSpec | None) -> Column:
    rest = F.when(F.abs(number) < _LIMIT, number)
    total = F.lit(0.0)
    for unit in _UNITS:
        whole = (rest / unit).cast("bigint")
        rest = rest - whole.cast("double") * unit
        exact = over(F.try_sum, window)(whole.cast("decimal(20,0)"))
        total = total + exact.cast("double") * unit
    return total
