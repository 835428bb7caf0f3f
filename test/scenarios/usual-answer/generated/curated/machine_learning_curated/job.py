# @generated from transforms/usual.ts.
# Change that file, then run `npx sluice compile`.
"""machine_learning_curated (curated)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def machine_learning_curated(
    step_trainer_trusted: DataFrame, accelerometer_trusted: DataFrame
) -> DataFrame:
    step_trainer = step_trainer_trusted.alias("step_trainer")
    accelerometer = accelerometer_trusted.alias("accelerometer")
    return step_trainer.join(
        accelerometer, F.col("step_trainer.sensorReadingTime") == F.col("accelerometer.timeStamp")
    ).select(
        "sensorReadingTime",
        "serialNumber",
        "distanceFromObject",
        "timeStamp",
        "user",
        "x",
        "y",
        "z",
    )


if __name__ == "__main__":
    sluice.run(machine_learning_curated)
