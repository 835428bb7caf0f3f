# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""parsed (trusted): Text that is no number, boolean or day is null."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def parsed(readings: DataFrame) -> DataFrame:
    return readings.select(
        "id",
        sluice.text_to_int(F.col("raw")).alias("small"),
        sluice.text_to_bigint(F.col("raw")).alias("large"),
        sluice.text_to_float(F.col("raw")).alias("single"),
        sluice.text_to_double(F.col("raw")).alias("double"),
        sluice.text_to_decimal(F.col("raw"), 12, 3).alias("exact"),
        sluice.text_to_boolean(F.col("raw")).alias("truth"),
        sluice.text_to_date(F.col("raw")).alias("date"),
    )


if __name__ == "__main__":
    sluice.run(parsed)
