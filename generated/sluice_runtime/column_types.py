"""The types of columns, as plan.json has them, in Spark and in words."""

from collections.abc import Iterable, Mapping

from pyspark.sql import types as T

from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Json

_SCALAR_TYPES: Mapping[str, T.DataType] = {
    "string": T.StringType(),
    "boolean": T.BooleanType(),
    "int32": T.IntegerType(),
    "int64": T.LongType(),
    "epochMillis": T.LongType(),
    "float": T.FloatType(),
    "double": T.DoubleType(),
    "date": T.DateType(),
    "timestamp": T.TimestampType(),
}


def spark_type(column_type: Json) -> T.DataType:
    """The Spark type of a plan's type. Raises `SluiceError` for a kind that it does not know."""
    kind = column_type["kind"]
    if kind == "decimal":
        return T.DecimalType(column_type["precision"], column_type["scale"])
    if kind == "array":
        return T.ArrayType(spark_type(column_type["element"]))
    if kind == "map":
        return T.MapType(T.StringType(), spark_type(column_type["value"]))
    if kind == "struct":
        return spark_schema(column_type["fields"])
    if kind not in _SCALAR_TYPES:
        raise SluiceError(f"the plan has a type that this runtime does not know: {kind}")
    return _SCALAR_TYPES[kind]


def spark_schema(columns: Iterable[Json]) -> T.StructType:
    """The Spark schema of a plan's columns; all are nullable, as they are in files."""
    return T.StructType([T.StructField(c["name"], spark_type(c["type"])) for c in columns])


def type_name(column_type: Json) -> str:
    """The type in words, for messages: `decimal(10,2)`, `array of string`."""
    kind = column_type["kind"]
    if kind == "decimal":
        return f"decimal({column_type['precision']},{column_type['scale']})"
    if kind == "array":
        return f"array of {type_name(column_type['element'])}"
    if kind == "map":
        return f"map of {type_name(column_type['value'])}"
    if kind == "struct":
        fields = (f"{f['name']}: {type_name(f['type'])}" for f in column_type["fields"])
        return f"struct of {', '.join(fields)}"
    return str(kind)
