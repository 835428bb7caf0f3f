# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed_steps (trusted): Everybody with the serial who had not agreed by then was taken out, so
whom the step belongs to had agreed.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed_steps(steps: DataFrame, customers: DataFrame, agreed: DataFrame) -> DataFrame:
    row = steps.alias("row")
    person = customers.select("serial", "agreedAt").alias("person")
    agreeds = agreed.select("serial")
    return (
        row.join(
            person,
            (F.col("row.serial") == F.col("person.serial"))
            & (
                F.col("person.agreedAt").isNull() | (F.col("person.agreedAt") > F.col("row.readAt"))
            ),
            "left_anti",
        )
        .join(agreeds, "serial", "left_semi")
        .select("serial", "readAt", "distance")
    )


if __name__ == "__main__":
    sluice.run(agreed_steps)
