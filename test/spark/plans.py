"""Plans, as the compiler writes them, made short for tests."""

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def kind(name: str, **more: Any) -> Json:
    return {"kind": name, **more}


def column(name: str, type_: str | Json, *checks: Json, nullable: bool = False) -> Json:
    column_type = kind(type_) if isinstance(type_, str) else type_
    return {"name": name, "type": column_type, "nullable": nullable, "checks": list(checks)}


def check(rule: str, *path: str, **more: Any) -> Json:
    return {"rule": rule, "path": list(path), **more}


def source(name: str, *columns: Json, path: str | None = None, at_most: float = 0.1) -> Json:
    return {
        "kind": "source",
        "name": name,
        "zone": "landing",
        "path": f"{name}/" if path is None else path,
        "format": {"kind": "json"},
        "columns": list(columns),
        "quarantine": {"atMost": at_most},
    }


def table(
    name: str, reads: list[str], *columns: Json, format_: str = "parquet", by: tuple[str, ...] = ()
) -> Json:
    """Of the tables that it reads, it reads columns like its own."""
    plain = [{k: v for k, v in c.items() if k != "checks"} for c in columns]
    return {
        "kind": "table",
        "name": name,
        "zone": "trusted",
        "file": f"transforms/{name}.ts",
        "format": {"kind": format_},
        "columns": plain,
        "reads": reads,
        "partitionBy": list(by),
        "steps": [{"op": "read", "table": read, "columns": plain, "inputs": []} for read in reads],
    }


def write_plans(generated: Path, *plans: Json) -> Path:
    """Writes plans and their manifest below a folder."""
    entries = [{"name": p["name"], "zone": p["zone"], "kind": p["kind"]} for p in plans]
    generated.mkdir(parents=True, exist_ok=True)
    (generated / "manifest.json").write_text(json.dumps({"tables": entries}))
    for plan in plans:
        folder = generated / plan["zone"] / plan["name"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plan.json").write_text(json.dumps(plan))
    return generated
