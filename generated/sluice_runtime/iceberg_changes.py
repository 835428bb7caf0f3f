"""What a version changes of an Iceberg table beside its rows: columns, partitions, properties."""

import json
from typing import Any

from sluice_runtime.errors import SluiceError
from sluice_runtime.evolution import check_evolution, replaced_columns
from sluice_runtime.iceberg_schema import IcebergTypes, evolve, plan_columns
from sluice_runtime.plans import Json

Java = Any


def columns_of(jvm: Any, schema: Java) -> list[Json]:
    """The columns of an Iceberg schema, names and types as plan.json has them."""
    return plan_columns(json.loads(jvm.org.apache.iceberg.SchemaParser.toJson(schema)))


def creation(jvm: Any, catalog: Java, identifier: Java, plan: Json) -> Java:
    """Iceberg's builder of a table as the plan has it."""
    schema = IcebergTypes(jvm).schema(plan["columns"])
    spec = jvm.org.apache.iceberg.PartitionSpec.builderFor(schema)
    for name in plan.get("partitionBy", []):
        spec.identity(name)
    builder = catalog.buildTable(identifier, schema).withPartitionSpec(spec.build())
    for key, value in _properties(plan).items():
        builder.withProperty(key, value)
    return builder


def evolution(jvm: Any, table: Java, plan: Json) -> Java:
    """A transaction that makes columns, partitions and properties those of the plan.

    Raises `SluiceError` for a change that no table may have.
    """
    before = columns_of(jvm, table.schema())
    check_evolution(plan, before)
    replaced = replaced_columns(plan, before)
    _check_dropped(jvm, table, plan, replaced)
    partitions = plan.get("partitionBy", [])
    transaction = table.newTransaction()
    old = [field.name() for field in table.spec().fields()]
    parts_anew = set(old) != set(partitions) or not replaced.isdisjoint(partitions)
    if parts_anew:
        removal = transaction.updateSpec()
        for name in old:
            removal.removeField(name)
        removal.commit()
    columns = transaction.updateSchema()
    evolve(columns, IcebergTypes(jvm), table.schema().asStruct(), plan["columns"], replaced)
    columns.commit()
    if parts_anew:
        addition = transaction.updateSpec()
        for name in partitions:
            addition.addField(name)
        addition.commit()
    properties = transaction.updateProperties()
    for key, value in _properties(plan).items():
        properties.set(key, value)
    properties.commit()
    return transaction


def _check_dropped(jvm: Any, table: Java, plan: Json, replaced: frozenset[str]) -> None:
    """Iceberg 1.10 cannot write a table of which a column that once parted it is gone."""
    if not jvm.org.apache.iceberg.IcebergBuild.version().startswith("1.10."):
        return
    columns = {column["name"] for column in plan["columns"]} - replaced
    for spec in table.specs().values():
        for field in spec.fields():
            name = table.schema().findColumnName(field.sourceId())
            if name is not None and name not in columns:
                raise SluiceError(
                    f"{plan['name']}.{name} is or was a partition column, which Iceberg 1.10 "
                    "cannot drop: keep it, give the table another name, or run on Glue 6.0; "
                    "nothing was committed"
                )


def _properties(plan: Json) -> dict[str, str]:
    properties = {
        "format-version": "2",
        "write.metadata.delete-after-commit.enabled": "true",
        "write.metadata.previous-versions-max": "10",
    }
    if "description" in plan:
        properties["comment"] = plan["description"]  # which Glue shows as the table's description
    if "targetFileMB" in plan:
        properties["write.target-file-size-bytes"] = str(plan["targetFileMB"] * 1_048_576)
    return properties
