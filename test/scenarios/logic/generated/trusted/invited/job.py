# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""invited (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def invited(customers: DataFrame) -> DataFrame:
    return customers.filter(
        ~F.col("blocked") & (F.col("vip") | ((F.col("age") >= 18) & (F.col("country") == "DE")))
    ).select("id", "age", "country", "vip", "blocked")


if __name__ == "__main__":
    sluice.run(invited)
