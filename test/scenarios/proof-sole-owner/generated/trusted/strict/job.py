# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""strict (trusted): The strict variant: serials with exactly one owner. It needs no anyOwner."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def strict(steps: DataFrame, agreed: DataFrame, customers: DataFrame) -> DataFrame:
    customers_2 = (
        customers.groupBy("serial")
        .agg(F.count("*").alias("owners"))
        .filter(F.col("owners") == 1)
        .select("serial")
    )
    row = steps.alias("row")
    person = (
        agreed.select("serial", "agreedAt").join(customers_2, "serial", "left_semi").alias("person")
    )
    return row.join(
        person,
        (F.col("row.serial") == F.col("person.serial"))
        & (F.col("row.readAt") >= F.col("person.agreedAt")),
        "left_semi",
    ).select("serial", "readAt", "distance")


if __name__ == "__main__":
    sluice.run(strict)
