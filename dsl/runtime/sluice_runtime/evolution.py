"""Which columns a table may have in its next version: every old value must fit its new type."""

from collections.abc import Sequence

from sluice_runtime.column_types import type_name
from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Json

_LONG = ("int64", "epochMillis")


def check_evolution(table: str, before: Sequence[Json], after: Sequence[Json]) -> None:
    """Raises `SluiceError` for a column whose type is not the same, and no wider one.

    Columns may come, go and change their place; a column under another name is another column.
    """
    types = {column["name"]: column["type"] for column in before}
    for column in after:
        old = types.get(column["name"])
        if old is not None:
            _check_type(f"{table}.{column['name']}", old, column["type"])


def _check_type(path: str, before: Json, after: Json) -> None:
    kinds = before["kind"], after["kind"]
    if kinds == ("struct", "struct"):
        fields = {field["name"]: field["type"] for field in before["fields"]}
        for field in after["fields"]:
            if field["name"] in fields:
                _check_type(f"{path}.{field['name']}", fields[field["name"]], field["type"])
    elif kinds == ("array", "array"):
        _check_type(path, before["element"], after["element"])
    elif kinds == ("map", "map"):
        _check_type(path, before["value"], after["value"])
    elif not widens(before, after):
        raise SluiceError(
            f"{path} was {type_name(before)} in the version before and would be "
            f"{type_name(after)}, which does not hold every old value: give the column another "
            "name (`.rename`), or give the table another name; nothing was committed"
        )


def widens(before: Json, after: Json) -> bool:
    """Whether a scalar type holds every value of another in the same or a wider form."""
    old, new = before["kind"], after["kind"]
    if old == new == "decimal":
        same_scale = before["scale"] == after["scale"]
        return bool(same_scale and after["precision"] >= before["precision"])
    if old in ("int32", *_LONG) and new in _LONG:
        return True
    return old == new or (old, new) == ("float", "double")
