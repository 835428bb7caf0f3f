# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""read_codes (trusted): What is written inside a text: a match or none, the first match, a group
by number and by name.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def read_codes(orders: DataFrame) -> DataFrame:
    return orders.filter(
        F.col("code").rlike("^[A-Z]{2}-[0-9]+\\z") & F.col("note").rlike("it's \\$5|€\\z")
    ).select(
        "code",
        "note",
        F.nullif(F.regexp_extract(F.col("code"), "(^[A-Z]{2})", 1), F.lit("")).alias("country"),
        sluice.text_to_bigint(
            F.nullif(F.regexp_extract(F.col("code"), "^(?:[A-Z]{2})-([0-9]+)\\z", 1), F.lit(""))
        ).alias("number"),
        F.when(
            F.col("note").rlike("colou?r=([^;]*)"),
            F.regexp_extract(F.col("note"), "colou?r=([^;]*)", 1),
        ).alias("colour"),
        F.nullif(
            F.regexp_extract(
                F.col("note"),
                "[Ss][Ii][Zz][Ee] (?:([0-9]+?)(?:[Cc][Mm])?|[Uu][Nn][Kk][Nn][Oo][Ww][Nn])\\z",
                1,
            ),
            F.lit(""),
        ).alias("size"),
        F.nullif(F.regexp_extract(F.col("contact"), "@([^@]+)\\z", 1), F.lit("")).alias("domain"),
        F.col("note")
        .rlike(
            "^(?:[!?][\\t-\\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]?){1,3}"
        )
        .alias("urgent"),
    )


if __name__ == "__main__":
    sluice.run(read_codes)
