"""Reads generated trees with the runtime, without Spark: a line of JSON for each folder.

`python3 read_plans.py RUNTIME FOLDER...`, where RUNTIME is the folder above `sluice_runtime`.
"""

import json
import sys
from pathlib import Path
from types import ModuleType


def read_file(location: str) -> str | None:
    path = Path(location)
    return path.read_text("utf-8") if path.exists() else None


def main(runtime: str, *folders: str) -> None:
    # The runtime names Spark's types, and reads no plan with them.
    for name in ("pyspark", "pyspark.sql"):
        sys.modules[name] = ModuleType(name)
    sys.modules["pyspark.sql"].SparkSession = object  # type: ignore[attr-defined]
    sys.path.insert(0, runtime)
    from sluice_runtime.plans import Plans, columns_read

    for folder in folders:
        plans = Plans(folder, read_file)
        tables = {}
        for name in plans.in_order():
            plan = plans.plan(name)
            plans.table_input(plan)
            plans.job(name)
            tables[name] = {
                read: [column["name"] for column in columns_read(plan, read)]
                for read in plan["reads"]
            }
        here = sorted(plan["name"] for plan in plans.here())
        print(json.dumps({"tables": tables, "here": here}))


main(*sys.argv[1:])
