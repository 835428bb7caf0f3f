# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""employees_with_manager (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def employees_with_manager(employees: DataFrame) -> DataFrame:
    employees_2 = employees.alias("employees")
    employees_3 = employees.select(
        F.col("id").alias("managerId"), F.col("name").alias("managerName")
    ).alias("employees_2")
    return employees_2.join(
        employees_3, F.col("employees.manager") == F.col("employees_2.managerId")
    ).select("id", "name", "manager", "hiredAt", "managerName")


if __name__ == "__main__":
    sluice.run(employees_with_manager)
