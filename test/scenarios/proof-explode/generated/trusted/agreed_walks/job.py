# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed_walks (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed_walks(walks: DataFrame, agreed: DataFrame) -> DataFrame:
    walk = walks.alias("walk")
    person = agreed.select("email", "agreedAt").alias("person")
    return walk.join(
        person,
        (F.col("walk.user") == F.col("person.email"))
        & (F.col("walk.at") >= F.col("person.agreedAt")),
        "left_semi",
    ).select("id", "user", "at", "steps")


if __name__ == "__main__":
    sluice.run(agreed_walks)
