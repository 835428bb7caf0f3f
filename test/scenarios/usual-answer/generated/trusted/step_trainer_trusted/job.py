# @generated from transforms/usual.ts.
# Change that file, then run `npx sluice compile`.
"""step_trainer_trusted (trusted)."""

from pyspark.sql import DataFrame

import sluice


def step_trainer_trusted(
    step_trainer_landing: DataFrame, customers_curated: DataFrame
) -> DataFrame:
    customers = customers_curated.select("serialNumber")
    return step_trainer_landing.join(customers, "serialNumber", "left_semi").select(
        "sensorReadingTime", "serialNumber", "distanceFromObject"
    )


if __name__ == "__main__":
    sluice.run(step_trainer_trusted)
