# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""customers_per_country (trusted): A measure that nobody asks for is not computed."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def customers_per_country(orders: DataFrame) -> DataFrame:
    return (
        orders.groupBy("country")
        .agg(F.count_distinct(F.col("customer")).alias("customers"))
        .filter(F.col("customers") > 10)
        .select("country")
    )


if __name__ == "__main__":
    sluice.run(customers_per_country)
