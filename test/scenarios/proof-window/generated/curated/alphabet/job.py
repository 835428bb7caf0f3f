# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""alphabet (curated): The place of everybody by name tells something of the name."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def alphabet(agreed: DataFrame) -> DataFrame:
    ordered = Window.orderBy(
        F.col("name").asc_nulls_last(),
        F.col("email").asc_nulls_last(),
        F.col("serial").asc_nulls_last(),
        F.col("agreedAt").asc_nulls_last(),
    )
    return agreed.select("*", F.row_number().over(ordered).alias("place")).select(
        "place", "agreedAt"
    )


if __name__ == "__main__":
    sluice.run(alphabet)
