# @generated from transforms/trusted/step-trainer-trusted.ts.
# Change that file, then run `npx sluice compile`.
"""step_trainer_trusted (trusted): Step trainer readings of customers who agreed to research by
then and of whom there are readings.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def step_trainer_trusted(
    step_trainer_landing: DataFrame, customers_curated: DataFrame
) -> DataFrame:
    reading = step_trainer_landing.alias("reading")
    customer = customers_curated.select("serialNumber", "shareWithResearchAsOfDate").alias(
        "customer"
    )
    return reading.join(
        customer,
        (F.col("reading.serialNumber") == F.col("customer.serialNumber"))
        & (F.col("reading.sensorReadingTime") >= F.col("customer.shareWithResearchAsOfDate")),
        "left_semi",
    ).select("sensorReadingTime", "serialNumber", "distanceFromObject")


if __name__ == "__main__":
    sluice.run(step_trainer_trusted)
