# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""pages (curated): Who visits has a pseudonym here; that it is the same one shows that it is the
same person.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def pages(visits: DataFrame, customers: DataFrame) -> DataFrame:
    visit = visits.select(
        "page",
        "at",
        sluice.pseudonym(F.col("partner"), "partners").alias("partner"),
        sluice.pseudonym(F.col("visitor"), "research").alias("key"),
    ).alias("visit")
    customer = customers.select(
        "agreedAt", sluice.pseudonym(F.col("email"), "research").alias("key")
    ).alias("customer")
    return visit.join(
        customer,
        (F.col("visit.key") == F.col("customer.key"))
        & (F.col("visit.at") >= F.col("customer.agreedAt")),
        "left_semi",
    ).select("key", "page", "partner")


if __name__ == "__main__":
    sluice.run(pages)
