"""step_trainer_trusted (trusted): steps of customers with readings, taken while they agreed."""

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
    )


if __name__ == "__main__":
    sluice.run(step_trainer_trusted)
