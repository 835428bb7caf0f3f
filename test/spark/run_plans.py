"""Runs many small jobs in one Spark, two at once, for comparison with another engine.

Standard input has a line of JSON for each: `{"job": text of job.py, "function": its name,
"compiled": whether Spark compiles it to Java, "tables": [{"columns", "rows"}]}` with the tables in
the order of the function's parameters, and values as the plan's literals have them. Standard output
has a line of JSON for each: `{"types": [...], "rows": [[...]]}`, where a value is a text: of a
double its bits, of a decimal its digits without zeros at the end, of a time its microseconds, of a
day its number; or `{"error": text}`.
"""

import json
import os
import struct
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from queue import SimpleQueue
from threading import Thread
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

from sluice_runtime.column_types import spark_type
from sluice_runtime.plans import Json
from sluice_runtime.session import SETTINGS

AT_ONCE = 2
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=512m"
"""Each plan is new code: in the usual 48 MB of compiled code a few hundred plans have no room."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def session() -> SparkSession:
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    spark = (
        SparkSession.builder.master("local[2]")
        .appName("sluice-plans")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.extraJavaOptions", JAVA_OPTIONS)
        .config("spark.log.level", "OFF")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    return spark


def frame(spark: SparkSession, table: Json) -> DataFrame:
    """The rows, made by the JVM alone: a Python worker for each table would take the most time."""
    columns = table["columns"]
    stored = T.StructType([T.StructField(c["name"], stored_type(c["type"])) for c in columns])
    rows = [
        {c["name"]: stored_value(v, c["type"]) for v, c in zip(row, columns, strict=True)}
        for row in table["rows"]
    ]
    parsed = F.from_json(F.lit(json.dumps(rows)), T.ArrayType(stored))
    found = spark.range(1).select(F.inline(parsed))
    return found.select([restored(c["name"], c["type"]).alias(c["name"]) for c in columns])


def stored_type(column_type: Json) -> T.DataType:
    """Times and days are passed as numbers: Python's own know fewer of them, and time zones."""
    kind = column_type["kind"]
    return T.LongType() if kind in ("timestamp", "date") else spark_type(column_type)


def stored_value(value: Any, column_type: Json) -> Any:
    """The value as JSON has it for Spark; a decimal is a text, so that no digit is lost."""
    kind = column_type["kind"]
    if value is None:
        return None
    if kind in ("int32", "int64", "epochMillis"):
        return int(value)
    if kind in ("float", "double"):
        return float(value)
    if kind == "date":
        return date.fromisoformat(value).toordinal() - EPOCH.toordinal()
    if kind == "timestamp":
        since = datetime.fromisoformat(value) - EPOCH
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return value


def restored(name: str, column_type: Json) -> Column:
    column = F.col(f"`{name}`")
    if column_type["kind"] == "date":
        return F.date_from_unix_date(column.cast("int"))
    if column_type["kind"] == "timestamp":
        return F.timestamp_micros(column)
    return column


def plain(field: T.StructField) -> Column:
    column = F.col(f"`{field.name}`")
    if isinstance(field.dataType, T.TimestampType):
        return F.unix_micros(column)
    if isinstance(field.dataType, T.DateType):
        return F.unix_date(column)
    return column


def text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return struct.pack(">d", value + 0.0).hex()  # there is one zero
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        short = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return "0" if short in ("-0", "") else short
    return str(value)


def outcome(spark: SparkSession, case: Json) -> Json:
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    spark.conf.set("spark.sql.codegen.wholeStage", str(case["compiled"]).lower())
    mode = "FALLBACK" if case["compiled"] else "NO_CODEGEN"
    spark.conf.set("spark.sql.codegen.factoryMode", mode)
    module: Json = {"__name__": "job"}
    exec(compile(case["job"], "job.py", "exec"), module)
    result: DataFrame = module[case["function"]](*[frame(spark, t) for t in case["tables"]])
    fields = result.schema.fields
    rows = result.select([plain(f).alias(str(i)) for i, f in enumerate(fields)]).collect()
    return {
        "types": [[f.name, f.dataType.simpleString()] for f in fields],
        "rows": [[text(value) for value in row] for row in rows],
    }


def answered(spark: SparkSession, line: str) -> str:
    try:
        answer = outcome(spark.newSession(), json.loads(line))
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"[:2000]}
    return json.dumps(answer)


def print_in_order(answers: "SimpleQueue[Future[str] | None]") -> None:
    while (answer := answers.get()) is not None:
        print(answer.result(), flush=True)


def main() -> None:
    spark = session()
    answers: SimpleQueue[Future[str] | None] = SimpleQueue()
    printer = Thread(target=print_in_order, args=(answers,))
    printer.start()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for line in sys.stdin:
            answers.put(pool.submit(answered, spark, line))
    answers.put(None)
    printer.join()


main()
