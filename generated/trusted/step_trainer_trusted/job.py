# @generated from transforms/trusted/step-trainer-trusted.ts.
# Change that file, then run `npx sluice compile`.
"""step_trainer_trusted (trusted): Step trainer readings that the motion of a customer who had
agreed to research by then explains.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def step_trainer_trusted(
    step_trainer_landing: DataFrame, accelerometer_trusted: DataFrame, customers_curated: DataFrame
) -> DataFrame:
    accelerometer = accelerometer_trusted.select("timeStamp", "user").alias("accelerometer")
    customers = customers_curated.select("email", "serialNumber").alias("customers")
    step_trainer = step_trainer_landing.alias("step_trainer")
    accelerometer_2 = (
        accelerometer.join(customers, F.col("accelerometer.user") == F.col("customers.email"))
        .select("serialNumber", "timeStamp")
        .alias("accelerometer")
    )
    return step_trainer.join(
        accelerometer_2,
        (F.col("step_trainer.serialNumber") == F.col("accelerometer.serialNumber"))
        & (F.col("step_trainer.sensorReadingTime") == F.col("accelerometer.timeStamp")),
        "left_semi",
    ).select("sensorReadingTime", "serialNumber", "distanceFromObject")


if __name__ == "__main__":
    sluice.run(step_trainer_trusted)
