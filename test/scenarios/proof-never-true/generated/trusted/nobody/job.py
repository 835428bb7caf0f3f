# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""nobody (trusted): The condition contradicts what is known."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def nobody(agreed: DataFrame) -> DataFrame:
    return agreed.filter(F.col("agreedAt").isNull()).select("name", "email", "serial", "agreedAt")


if __name__ == "__main__":
    sluice.run(nobody)
