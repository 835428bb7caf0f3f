# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""tidied (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def tidied(customers: DataFrame) -> DataFrame:
    return customers.select(
        "id",
        sluice.lower(F.trim(F.col("email"))).alias("email"),
        sluice.upper(F.col("id")).alias("code"),
        sluice.upper(F.trim(F.col("last"))).alias("surname"),
        F.substring(F.col("last"), 1, 3).alias("start"),
        F.col("last").endswith("-Meyer").alias("married"),
        F.replace(F.col("id"), F.lit("a"), F.lit("α")).alias("greek"),
        F.col("id").startswith("+49").alias("local"),
        sluice.lower(F.col("last")).contains("x").alias("short"),
        F.concat(F.col("first"), F.lit(" "), F.col("last")).alias("name"),
        F.substring(F.col("first"), 1, 1).alias("initial"),
        F.length(F.col("last")).cast("bigint").alias("letters"),
        F.col("phone").startswith("+").alias("international"),
        (F.col("email").endswith(".com") | F.col("email").contains("@company.")).alias("company"),
        F.col("email").contains(F.col("last")).alias("ownDomain"),
        F.replace(F.replace(F.col("phone"), F.lit(" "), F.lit("")), F.lit("/"), F.lit("")).alias(
            "digits"
        ),
        (F.length(F.col("first")) > 20).alias("long"),
        F.concat(F.col("first"), F.lit(' "the\\great" '), F.lit("it's")).alias("quote"),
    )


if __name__ == "__main__":
    sluice.run(tidied)
