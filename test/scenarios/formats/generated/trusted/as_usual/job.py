# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""as_usual (trusted)."""

from pyspark.sql import DataFrame

import sluice


def as_usual(payments: DataFrame) -> DataFrame:
    return payments.select("id", "amount")


if __name__ == "__main__":
    sluice.run(as_usual)
