# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""strict (trusted): The strict variant: no owner of the serial had not agreed by then. It needs
no anyOwner.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def strict(steps: DataFrame, customers: DataFrame, agreed: DataFrame) -> DataFrame:
    row = steps.alias("row")
    person = customers.select("serial", "agreedAt").alias("person")
    row_2 = row.join(
        person,
        (F.col("row.serial") == F.col("person.serial"))
        & (F.col("person.agreedAt").isNull() | (F.col("person.agreedAt") > F.col("row.readAt"))),
        "left_anti",
    ).alias("row")
    person_2 = agreed.select("serial", "agreedAt").alias("person")
    return row_2.join(
        person_2,
        (F.col("row.serial") == F.col("person.serial"))
        & (F.col("row.readAt") >= F.col("person.agreedAt")),
        "left_semi",
    ).select("serial", "readAt", "distance")


if __name__ == "__main__":
    sluice.run(strict)
