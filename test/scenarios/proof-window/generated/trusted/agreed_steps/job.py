# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed_steps (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed_steps(steps: DataFrame, agreed: DataFrame) -> DataFrame:
    row = steps.alias("row")
    person = agreed.select("serial", "agreedAt").alias("person")
    return row.join(
        person,
        (F.col("row.serial") == F.col("person.serial"))
        & (F.col("row.readAt") >= F.col("person.agreedAt")),
        "left_semi",
    ).select("serial", "readAt", "distance")


if __name__ == "__main__":
    sluice.run(agreed_steps)
