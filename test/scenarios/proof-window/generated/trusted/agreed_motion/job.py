# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed_motion (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed_motion(motion: DataFrame, agreed: DataFrame) -> DataFrame:
    row = motion.alias("row")
    person = agreed.select("email", "agreedAt").alias("person")
    return row.join(
        person,
        (F.col("row.user") == F.col("person.email"))
        & (F.col("row.at") >= F.col("person.agreedAt")),
        "left_semi",
    ).select("user", "at", "x")


if __name__ == "__main__":
    sluice.run(agreed_motion)
