"""Which columns a table may have in its next version: every old value must fit its new type."""

import json
import re
from collections.abc import Sequence

from sluice_runtime.column_types import type_name
from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Json

_LONG = ("int64", "epochMillis")


def replaced_columns(plan: Json, before: Sequence[Json]) -> frozenset[str]:
    """The columns that take the place of one of another type, as the plan's `replaces` allows."""
    types = {column["name"]: _stored(type_words(column["type"])) for column in before}
    return frozenset(
        replacement["column"]
        for replacement in plan.get("replaces", [])
        if types.get(replacement["column"]) == _stored(replacement["from"])
    )


def check_evolution(plan: Json, before: Sequence[Json]) -> None:
    """Raises `SluiceError` for the columns whose type is not the same, and no wider one.

    Columns may come, go and change their place; a column under another name is another column, and
    so is one that the plan replaces.
    """
    table, replaced = plan["name"], replaced_columns(plan, before)
    types = {column["name"]: column["type"] for column in before}
    faults, entries = [], []
    for column in plan["columns"]:
        name = column["name"]
        if name not in types or name in replaced:
            continue
        old, new = types[name], column["type"]
        fault = _narrowing(f"{table}.{name}", old, new)
        if fault is None:
            continue
        faults.append(f"{fault}, which does not hold every old value")
        change = f"column-retyped {table}.{name} {type_words(old)} -> {type_words(new)}"
        entries.append(json.dumps({"change": change, "reason": "..."}, separators=(",", ":")))
    if faults:
        raise SluiceError(
            f"{'; '.join(faults)}: if it is meant, put {', '.join(entries)} among the breaks of "
            "transforms/breaks.json, with the reason, and compile; or give "
            f"{'the column another name' if len(faults) == 1 else 'the columns other names'} "
            "(`.rename`); nothing was committed"
        )


def _narrowing(path: str, before: Json, after: Json) -> str | None:
    kinds = before["kind"], after["kind"]
    if kinds == ("struct", "struct"):
        fields = {field["name"]: field["type"] for field in before["fields"]}
        for field in after["fields"]:
            name = field["name"]
            if name in fields:
                fault = _narrowing(f"{path}.{name}", fields[name], field["type"])
                if fault is not None:
                    return fault
        return None
    if kinds == ("array", "array"):
        return _narrowing(path, before["element"], after["element"])
    if kinds == ("map", "map"):
        return _narrowing(path, before["value"], after["value"])
    if widens(before, after):
        return None
    old, new = type_name(before), type_name(after)
    return f"{path} was {old} in the version before and would be {new}"


def widens(before: Json, after: Json) -> bool:
    """Whether a scalar type holds every value of another in the same or a wider form."""
    old, new = before["kind"], after["kind"]
    if old == new == "decimal":
        same_scale = before["scale"] == after["scale"]
        return bool(same_scale and after["precision"] >= before["precision"])
    if old in ("int32", *_LONG) and new in _LONG:
        return True
    return old == new or (old, new) == ("float", "double")


def type_words(column_type: Json) -> str:
    """The type as a change of it is named, with what may be null: `struct of (a: string?)`."""
    kind = column_type["kind"]
    if kind in ("array", "map"):
        inner = column_type["element" if kind == "array" else "value"]
        return f"{kind} of {type_words(inner)}"
    if kind != "struct":
        return type_name(column_type)
    fields = (
        f"{field['name']}: {type_words(field['type'])}{'?' if field.get('nullable') else ''}"
        for field in column_type["fields"]
    )
    return f"struct of ({', '.join(fields)})"


def _stored(words: str) -> str:
    """The words of what a table knows of a type: not what may be null, nor what integers count."""
    return re.sub(r"\?(?=[,)])", "", words).replace("epochMillis", "int64")
