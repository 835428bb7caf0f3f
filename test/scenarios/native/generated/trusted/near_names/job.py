# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""near_names (trusted): Two names that are near each other. The result is as personal as its
inputs, and may be null, whatever the texts are.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def near_names(people: DataFrame) -> DataFrame:
    return (
        people.filter(F.col("agreed").isNotNull())
        .select("id", "name", "nick-name", F.lit(3).alias("most"))
        .select(
            "id",
            "nick-name",
            sluice.native(
                "cast(levenshtein(lower(`name`), `nick-name`) as bigint)", "bigint"
            ).alias("distance"),
            sluice.native("levenshtein(`name`, `nick-name`) <= `most`", "boolean").alias("near"),
            F.length(sluice.native("'it''s; \"so\"'", "string")).cast("bigint").alias("constant"),
        )
        .filter(F.col("near"))
    )


if __name__ == "__main__":
    sluice.run(near_names)
