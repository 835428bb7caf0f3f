# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""visits_of_agreed (trusted): A reason stands where the exception is made."""

from pyspark.sql import DataFrame

import sluice


def visits_of_agreed(visits: DataFrame, agreed: DataFrame) -> DataFrame:
    agreeds = agreed.select("email")
    return visits.join(agreeds, "email", "left_semi").select("visitId", "email", "startedAt")


if __name__ == "__main__":
    sluice.run(visits_of_agreed)
