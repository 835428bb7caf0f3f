# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""as_json (trusted)."""

from pyspark.sql import DataFrame

import sluice


def as_json(payments: DataFrame) -> DataFrame:
    return payments.select("id", "amount", "country", "paidOn", "city")


if __name__ == "__main__":
    sluice.run(as_json)
