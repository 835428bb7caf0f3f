"""The columns of an Iceberg table, and how those of the next version keep their field ids."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sluice_runtime.plans import Json

Java = Any
"""An object of the JVM."""

_SCALARS: Mapping[str, str] = {
    "string": "string",
    "boolean": "boolean",
    "int32": "int",
    "int64": "long",
    "epochMillis": "long",
    "float": "float",
    "double": "double",
    "date": "date",
    "timestamp": "timestamptz",
}


class IcebergTypes:
    """Plan types as Iceberg's. Fields are optional throughout: a run checks what may be NULL."""

    def __init__(self, jvm: Any) -> None:
        self._types = jvm.org.apache.iceberg.types.Types
        self._schema = jvm.org.apache.iceberg.Schema
        self._lists = jvm.java.util.ArrayList
        self._next_id = 0

    def schema(self, columns: Sequence[Json]) -> Java:
        """A new table's schema; Iceberg gives it ids of its own."""
        return self._schema(self._fields(columns))

    def of(self, column_type: Json) -> Java:
        """An Iceberg type; ids inside of it are placeholders, which an update replaces."""
        kind = column_type["kind"]
        if kind == "decimal":
            return self._types.DecimalType.of(column_type["precision"], column_type["scale"])
        if kind == "struct":
            return self._types.StructType.of(self._fields(column_type["fields"]))
        if kind == "array":
            return self._types.ListType.ofOptional(self._id(), self.of(column_type["element"]))
        if kind == "map":
            key, value = self._types.StringType.get(), self.of(column_type["value"])
            return self._types.MapType.ofOptional(self._id(), self._id(), key, value)
        return self._types.fromPrimitiveString(_SCALARS[kind])

    def _fields(self, columns: Sequence[Json]) -> Java:
        fields = self._lists()
        for column in columns:
            name, comment = column["name"], column.get("description")
            field_type = self.of(column["type"])
            fields.add(self._types.NestedField.optional(self._id(), name, field_type, comment))
        return fields

    def _id(self) -> int:
        self._next_id += 1
        return self._next_id


def evolve(
    update: Java,
    types: IcebergTypes,
    struct: Java,
    columns: Sequence[Json],
    replaced: Collection[str] = (),
) -> None:
    """Makes the fields of a table's schema those columns: by name, so that ids stay.

    A replaced column is another one under the same name, with an id of its own. `update` is
    Iceberg's UpdateSchema. What a change of a type may be, `check_evolution` says.
    """
    update.caseSensitive(True)
    for name in replaced:
        update.deleteColumn(name)
    _evolve_fields(update, types, None, struct, columns, replaced)


def _evolve_fields(
    update: Java,
    types: IcebergTypes,
    parent: str | None,
    struct: Java,
    columns: Sequence[Json],
    replaced: Collection[str] = (),
) -> None:
    before = {field.name(): field for field in struct.fields() if field.name() not in replaced}
    names = [column["name"] for column in columns]
    for name in before.keys() - set(names):
        update.deleteColumn(_path(parent, name))
    for column in columns:
        name, comment = column["name"], column.get("description")
        path = _path(parent, name)
        if name not in before:
            update.addColumn(parent, name, types.of(column["type"]), comment)
            continue
        if before[name].doc() != comment:
            update.updateColumnDoc(path, comment)
        _evolve_type(update, types, path, before[name].type(), column["type"])
    for last, name in enumerate(names[1:]):
        update.moveAfter(_path(parent, name), _path(parent, names[last]))
    if names:
        update.moveFirst(_path(parent, names[0]))


def _evolve_type(
    update: Java, types: IcebergTypes, path: str, before: Java, column_type: Json
) -> None:
    kind = column_type["kind"]
    if kind == "struct":
        _evolve_fields(update, types, path, before.asStructType(), column_type["fields"])
    elif kind == "array":
        element = before.asListType().elementType()
        _evolve_type(update, types, f"{path}.element", element, column_type["element"])
    elif kind == "map":
        value = before.asMapType().valueType()
        _evolve_type(update, types, f"{path}.value", value, column_type["value"])
    else:
        after = types.of(column_type)
        if not before.equals(after):
            update.updateColumn(path, after)


def _path(parent: str | None, name: str) -> str:
    return name if parent is None else f"{parent}.{name}"


_KINDS: Mapping[str, str] = {
    "int": "int32",
    "long": "int64",
    "timestamptz": "timestamp",
}


def plan_type(found: Any) -> Json:
    """A type of Iceberg's schema JSON as plan.json has it; of others, the name is the kind."""
    if isinstance(found, dict):
        if found["type"] == "struct":
            return {"kind": "struct", "fields": plan_columns(found)}
        if found["type"] == "list":
            return {"kind": "array", "element": plan_type(found["element"])}
        return {"kind": "map", "value": plan_type(found["value"])}
    if found.startswith("decimal("):
        precision, scale = found.removeprefix("decimal(").removesuffix(")").split(",")
        return {"kind": "decimal", "precision": int(precision), "scale": int(scale)}
    return {"kind": _KINDS.get(found, found)}


def plan_columns(struct: Json) -> list[Json]:
    """The fields of a struct of Iceberg's schema JSON, names and types as plan.json has them."""
    return [{"name": f["name"], "type": plan_type(f["type"])} for f in struct["fields"]]
