# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""converted (trusted): A number that does not fit is null; fractions are cut off."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def converted(readings: DataFrame) -> DataFrame:
    return readings.select(
        "id",
        F.col("level").cast("bigint").alias("wide"),
        sluice.to_int(F.col("total")).alias("narrow"),
        sluice.to_int(F.col("value")).alias("cut"),
        sluice.to_bigint(F.col("rough")).alias("cutLong"),
        sluice.to_bigint(F.col("price")).alias("euros"),
        sluice.to_float(F.col("value")).alias("single"),
        F.col("total").cast("double").alias("double"),
        F.col("rough").cast("double").alias("ofFloat"),
        sluice.to_decimal(F.col("value"), 18, 4).alias("exact"),
        F.col("level").cast("decimal(12,2)").alias("exactLevel"),
        F.col("price").cast("decimal(12,4)").alias("finer"),
        F.col("price").cast("double").alias("ofPrice"),
        F.col("valid").cast("int").alias("flag"),
        F.col("valid").cast("bigint").alias("longFlag"),
        F.col("day").cast("timestamp").alias("midnight"),
        F.col("total").alias("instant"),
        F.col("takenAt").alias("millis"),
        sluice.to_int(F.col("takenAt")).alias("shortMillis"),
        F.col("total").alias("same"),
    )


if __name__ == "__main__":
    sluice.run(converted)
