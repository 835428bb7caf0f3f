# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""per_user (trusted)."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def per_user(users_of_events: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("user-id", "@day").orderBy(
        F.col("_sent").desc_nulls_last(),
        F.col("@type").asc_nulls_last(),
        F.col("$ref").asc_nulls_last(),
        F.col("c-d").asc_nulls_last(),
        F.col("e-mail").asc_nulls_last(),
    )
    return (
        users_of_events.select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("user-id", "@type", "$ref", "_sent", "c-d", "@day", "e-mail")
        .groupBy("user-id")
        .agg(F.count("*").alias("$days"), F.max(F.col("c-d")).alias("c-d"))
    )


if __name__ == "__main__":
    sluice.run(per_user)
