"""The runtime of Sluice's generated Spark jobs, which import this and nothing else of it.

A job is one pure function from DataFrames to a DataFrame, passed to `run`. Its expressions are
plain PySpark, and helpers of this module where plain PySpark means something else, or not the same
on every version of Spark. As a program it runs all jobs in one session, or a command. Needs Spark
3.5 or newer, Python 3.11 or newer, and the folder `sluice_runtime` beside it.
"""

from sluice_runtime.decimals import decimal_sum, decimal_to_text, quotient
from sluice_runtime.errors import SluiceError
from sluice_runtime.expressions import (
    abs,
    difference,
    finite,
    lower,
    millis_difference,
    modulo,
    negated,
    round,
    text_to_bigint,
    text_to_boolean,
    text_to_date,
    text_to_decimal,
    text_to_double,
    text_to_float,
    text_to_int,
    to_bigint,
    to_date,
    to_decimal,
    to_epoch_millis,
    to_float,
    to_int,
    to_timestamp,
    truncate,
    upper,
)
from sluice_runtime.float_sums import float_mean, float_sum
from sluice_runtime.main import main
from sluice_runtime.natives import native
from sluice_runtime.pseudonyms import pseudonym
from sluice_runtime.runs import run, run_lake

__all__ = [
    "SluiceError",
    "abs",
    "decimal_sum",
    "decimal_to_text",
    "difference",
    "finite",
    "float_mean",
    "float_sum",
    "lower",
    "millis_difference",
    "modulo",
    "native",
    "negated",
    "pseudonym",
    "quotient",
    "round",
    "run",
    "run_lake",
    "text_to_bigint",
    "text_to_boolean",
    "text_to_date",
    "text_to_decimal",
    "text_to_double",
    "text_to_float",
    "text_to_int",
    "to_bigint",
    "to_date",
    "to_decimal",
    "to_epoch_millis",
    "to_float",
    "to_int",
    "to_timestamp",
    "truncate",
    "upper",
]

if __name__ == "__main__":
    main()
