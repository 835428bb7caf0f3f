# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""per_day (curated): The reason of the table that it reads holds here too."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def per_day(times: DataFrame) -> DataFrame:
    return (
        times.select(
            sluice.to_epoch_millis(sluice.truncate(sluice.to_timestamp(F.col("at")), "day")).alias(
                "day"
            ),
        )
        .groupBy("day")
        .agg(F.count("*").alias("samples"))
    )


if __name__ == "__main__":
    sluice.run(per_day)
