# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""not_first (trusted): Employees before whom somebody else was hired."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def not_first(employees: DataFrame) -> DataFrame:
    employee = employees.alias("employee")
    other = employees.select("hiredAt").alias("other")
    return employee.join(
        other, F.col("other.hiredAt") < F.col("employee.hiredAt"), "left_semi"
    ).select("id", "name", "manager", "hiredAt")


if __name__ == "__main__":
    sluice.run(not_first)
