"""The tables of STEDI as a careful person writes them in PySpark."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F


def customer_trusted(customer_landing: DataFrame) -> DataFrame:
    return customer_landing.where(F.col("shareWithResearchAsOfDate").isNotNull())


def accelerometer_trusted(
    accelerometer_landing: DataFrame, customer_trusted: DataFrame
) -> DataFrame:
    agreed = customer_trusted.select("email", "shareWithResearchAsOfDate")
    has_agreed = (F.col("user") == F.col("email")) & (
        F.col("timeStamp") >= F.col("shareWithResearchAsOfDate")
    )
    return accelerometer_landing.join(agreed, has_agreed, "left_semi")


def customers_curated(customer_trusted: DataFrame, accelerometer_trusted: DataFrame) -> DataFrame:
    users = accelerometer_trusted.select("user")
    return customer_trusted.join(users, F.col("email") == F.col("user"), "left_semi")


def step_trainer_trusted(
    step_trainer_landing: DataFrame, accelerometer_trusted: DataFrame, customers_curated: DataFrame
) -> DataFrame:
    steps = step_trainer_landing.alias("steps")
    owners = customers_curated.select("email", "serialNumber")
    motion = accelerometer_trusted.join(owners, F.col("user") == F.col("email")).alias("motion")
    of_the_mover = (F.col("steps.serialNumber") == F.col("motion.serialNumber")) & (
        F.col("sensorReadingTime") == F.col("timeStamp")
    )
    return steps.join(motion, of_the_mover, "left_semi")


def machine_learning_curated(
    step_trainer_trusted: DataFrame, customers_curated: DataFrame, accelerometer_trusted: DataFrame
) -> DataFrame:
    same_moment = (F.col("sensorReadingTime") == F.col("timeStamp")) & (
        F.col("email") == F.col("user")
    )
    return (
        step_trainer_trusted.join(customers_curated, "serialNumber")
        .join(accelerometer_trusted, same_moment)
        .select(
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
    )
