"""Aggregate functions over a group or over a window."""

from collections.abc import Callable

from pyspark.sql import Column
from pyspark.sql.window import WindowSpec

Measure = Callable[[Column], Column]


def over(measure: Measure, window: WindowSpec | None) -> Measure:
    """The function over a window, or without one over the group."""
    return lambda part: measure(part) if window is None else measure(part).over(window)
