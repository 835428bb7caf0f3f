"""`python -m sluice history|rollback|verify|clean`, which print one JSON object."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping

from sluice_runtime.arguments import add_places, arguments_of
from sluice_runtime.clean import clean
from sluice_runtime.errors import SluiceError, with_errors_told
from sluice_runtime.files import Files
from sluice_runtime.lake import Lake, open_lake
from sluice_runtime.plans import Json, Plans, plans_at
from sluice_runtime.quarantine import quarantine_state
from sluice_runtime.session import start_session
from sluice_runtime.verify import faults_of, verify

Command = Callable[[Lake, Plans, argparse.Namespace], Json]


def run_command(name: str) -> None:
    """Runs a command with the arguments of the process. Exits with 1 when it fails."""
    parser = argparse.ArgumentParser(prog=f"sluice {name}", allow_abbrev=False)
    add_places(parser, landing=False)
    if name != "clean":
        parser.add_argument("table", nargs="?" if name != "rollback" else None)
    if name == "rollback":
        parser.add_argument("--to", help="the version; by default the one before the current")
    if name == "clean":
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--older-than", type=float, metavar="HOURS")
    parsed = parser.parse_args(sys.argv[2:])

    def act() -> None:
        arguments = arguments_of(parsed, parser)
        spark = start_session(f"sluice {name}", arguments)
        plans = plans_at(arguments.generated, Files(spark))
        plans.tables  # noqa: B018  a folder without a manifest is told first
        lake = open_lake(spark, arguments, plans, make=False)
        print(json.dumps(COMMANDS[name](lake, plans, parsed)))

    with_errors_told(name, act)


def _history(lake: Lake, plans: Plans, given: argparse.Namespace) -> Json:
    if given.table is not None:
        return {"tables": [_table_history(lake, _table(plans, given.table))]}
    tables = [plans.tables[name] for name in sorted(plans.tables)]
    return {"tables": [_table_history(lake, t) for t in tables if t["kind"] == "table"]}


def _table_history(lake: Lake, table: Json) -> Json:
    versions = []
    if lake.plain.has(table) or lake.iceberg.has(table):
        tables = lake.tables_of(table)
        now = tables.current(table)
        versions = [
            {"id": v["id"], "at": v["at"], "rows": v["rows"], "current": v == now}
            | {"quarantine": quarantine_state(lake.files, lake.root, v)}
            for v in tables.versions(table)
        ]
    return {"table": table["name"], "zone": table["zone"], "versions": versions}


def _rollback(lake: Lake, plans: Plans, given: argparse.Namespace) -> Json:
    table = _table(plans, given.table)
    tables = lake.tables_of(table)
    with lake.committing():
        versions = tables.versions(table)
        now = tables.current(table)
        assert now is not None
        to = _chosen(table["name"], versions, now, given.to)
        faults = faults_of(lake, table, to)
        if faults:
            listed = "; ".join(f"{path} {fault}" for path, fault in faults[:3])
            raise SluiceError(
                f"version {to['id']} of {table['name']} is not as its run left it: {listed}; "
                "nothing was changed"
            )
        tables.roll_back(table, to)
    state = quarantine_state(lake.files, lake.root, to)
    return {
        "table": table["name"],
        "from": now["id"],
        "to": to["id"],
        "rows": to["rows"],
        "quarantine": state,
    }


def _verify(lake: Lake, plans: Plans, given: argparse.Namespace) -> Json:
    if given.table is not None:
        return {"tables": verify(lake, [_table(plans, given.table)])}
    tables = [plans.tables[name] for name in sorted(plans.tables)]
    return {"tables": verify(lake, [t for t in tables if t["kind"] == "table"])}


def _chosen(table: str, versions: list[Json], now: Json, wanted: str | None) -> Json:
    """The version to go back to. Raises `SluiceError` when there is no such one."""
    place = [version["id"] for version in versions].index(now["id"])
    others = versions[:place] + versions[place + 1 :]
    asked = others if wanted is not None else versions[place + 1 :]
    found = [version for version in asked if wanted in (None, version["id"])]
    if found:
        return found[0]
    which = "earlier version" if wanted is None else f"other version {wanted}"
    there_are = f": there are {', '.join(version['id'] for version in others)}" if others else ""
    raise SluiceError(f"{table} has no {which}{there_are}")


def _clean(lake: Lake, plans: Plans, given: argparse.Namespace) -> Json:
    hours, dry = given.older_than, given.dry_run
    cleaned = clean(lake, plans.tables.values(), hours=hours, dry=dry)
    removed = [{"path": path, "bytes": size} for path, size in cleaned.removed]
    return {"removed": removed, "kept": cleaned.kept}


def _table(plans: Plans, name: str) -> Json:
    if name not in plans.tables:
        raise SluiceError(f"there is no table {name}: there are {', '.join(sorted(plans.tables))}")
    if plans.tables[name]["kind"] == "source":
        raise SluiceError(f"{name} is a source: a lake of Spark has its landing files, no versions")
    return plans.tables[name]


COMMANDS: Mapping[str, Command] = {
    "history": _history,
    "rollback": _rollback,
    "verify": _verify,
    "clean": _clean,
}
