# @generated from transforms/curated/machine-learning-curated.ts.
# Change that file, then run `npx sluice compile`.
"""machine_learning_curated (curated): Each step trainer reading with the same customer's motion
at the same time.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def machine_learning_curated(
    step_trainer_trusted: DataFrame, customers_curated: DataFrame, accelerometer_trusted: DataFrame
) -> DataFrame:
    customers = customers_curated.select(
        "customerName",
        "email",
        "serialNumber",
        "registrationDate",
        "lastUpdateDate",
        "shareWithResearchAsOfDate",
    )
    step_trainer = step_trainer_trusted.join(customers, "serialNumber").alias("step_trainer")
    accelerometer = accelerometer_trusted.alias("accelerometer")
    return step_trainer.join(
        accelerometer,
        (F.col("step_trainer.sensorReadingTime") == F.col("accelerometer.timeStamp"))
        & (F.col("step_trainer.email") == F.col("accelerometer.user")),
    ).select(
        "serialNumber",
        "shareWithResearchAsOfDate",
        "registrationDate",
        "customerName",
        "sensorReadingTime",
        "distanceFromObject",
        "lastUpdateDate",
        "timeStamp",
        "user",
        "x",
        "y",
        "z",
    )


if __name__ == "__main__":
    sluice.run(machine_learning_curated)
