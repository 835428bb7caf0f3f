# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""together (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def together(visits_of_agreed: DataFrame, signals_of_agreed: DataFrame) -> DataFrame:
    visits_of = visits_of_agreed.alias("visits_of")
    signals_of = signals_of_agreed.alias("signals_of")
    return visits_of.join(
        signals_of, F.col("visits_of.startedAt") == F.col("signals_of.at")
    ).select("visitId", "email", "startedAt", "device", "at", "strength")


if __name__ == "__main__":
    sluice.run(together)
