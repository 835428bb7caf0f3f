"""machine_learning_curated (curated): steps with the same customer's motion at the same time."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def machine_learning_curated(
    step_trainer_trusted: DataFrame,
    customers_curated: DataFrame,
    accelerometer_trusted: DataFrame,
) -> DataFrame:
    step = step_trainer_trusted.alias("step")
    customer = customers_curated.alias("customer")
    reading = accelerometer_trusted.alias("reading")
    owned = step.join(
        customer, F.col("step.serialNumber") == F.col("customer.serialNumber"), "inner"
    )
    return owned.join(
        reading,
        (F.col("step.sensorReadingTime") == F.col("reading.timeStamp"))
        & (F.col("customer.email") == F.col("reading.user")),
        "inner",
    ).select(
        "step.serialNumber",
        "customer.shareWithResearchAsOfDate",
        "customer.registrationDate",
        "customer.customerName",
        "step.sensorReadingTime",
        "step.distanceFromObject",
        "customer.lastUpdateDate",
        "reading.timeStamp",
        "reading.user",
        "reading.x",
        "reading.y",
        "reading.z",
    )


if __name__ == "__main__":
    sluice.run(machine_learning_curated)
