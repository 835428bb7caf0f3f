# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed (trusted): W2a: SQL drops the customers who never agreed, unnamed. The consent is
proven all the same.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed(customers: DataFrame) -> DataFrame:
    return customers.filter(F.col("agreedAt") != 0).select("name", "email", "serial", "agreedAt")


if __name__ == "__main__":
    sluice.run(agreed)
