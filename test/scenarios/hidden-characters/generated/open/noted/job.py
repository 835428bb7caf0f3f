# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""noted (open): All of\u200b it\u200b\xad\u202e\u2066\ufe01\ufeff\ufff9\U000e0041

\x1b\x07\u2060
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def noted(orders: DataFrame) -> DataFrame:
    return orders.filter(F.col("note") != "pass\u200bword").select(
        "id", sluice.native("'a\u202eb'", "string").alias("kind")
    )


if __name__ == "__main__":
    sluice.run(noted)
