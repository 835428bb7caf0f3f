"""Expressions in Spark's own SQL, whose text an author gave."""

from collections.abc import Iterator
from contextlib import contextmanager

from pyspark.errors import AnalysisException, ParseException
from pyspark.sql import Column
from pyspark.sql import functions as F

from sluice_runtime.errors import SluiceError, sentence

_texts: list[str] = []


def native(text: str, type_: str) -> Column:
    """What a text gives, which must be of the stated type: another one fails the run."""
    _texts.append(text)
    value = F.expr(text)
    fault = F.concat(
        F.lit(f"the `spark` text {text!r} of `native` gives "),
        F.typeof(value),
        F.lit(f", not {type_}: convert it with CAST in the text"),
    )
    return F.when(F.typeof(value) == type_, value).otherwise(F.raise_error(fault)).cast(type_)


@contextmanager
def natives_named(place: str) -> Iterator[None]:
    """Where Spark refuses a job that has native texts, they are named with their place."""
    _texts.clear()
    try:
        yield
    except (AnalysisException, ParseException) as error:
        if not _texts:
            raise
        texts = ", ".join(map(repr, _texts))
        raise SluiceError(
            f"{place}: Spark does not take the `spark` texts of `native`, {texts}: "
            f"{sentence(error)}; nothing was committed"
        ) from None
