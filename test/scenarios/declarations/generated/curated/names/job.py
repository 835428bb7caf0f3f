# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""names (curated): Or with the table, and then for all of it."""

from pyspark.sql import DataFrame

import sluice


def names(visits: DataFrame, customers: DataFrame, agreed: DataFrame) -> DataFrame:
    customers_2 = customers.select("email", "name")
    agreeds = agreed.select("email")
    return (
        visits.join(customers_2, "email")
        .join(agreeds, "email", "left_semi")
        .select("visitId", "email", "startedAt", "name")
    )


if __name__ == "__main__":
    sluice.run(names)
