# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""tags_per_country (trusted): A place that nobody asks for is not made; what is counted is still
each element.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def tags_per_country(orders: DataFrame) -> DataFrame:
    return (
        orders.select(F.explode("tags").alias("tag"), "country")
        .groupBy("country", "tag")
        .agg(F.count("*").alias("orders"))
    )


if __name__ == "__main__":
    sluice.run(tags_per_country)
