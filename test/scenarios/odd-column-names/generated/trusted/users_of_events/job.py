# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""users_of_events (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def users_of_events(plain_events: DataFrame, users: DataFrame) -> DataFrame:
    event = plain_events.alias("event")
    user = users.alias("user")
    return event.join(
        user,
        (F.col("event.user-id") == F.col("user.user-id"))
        & (F.col("event.$ref") != F.col("user.e-mail")),
    ).select("event.user-id", "@type", "$ref", "_sent", "c-d", "@day", "e-mail")


if __name__ == "__main__":
    sluice.run(users_of_events)
