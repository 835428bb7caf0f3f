"""Parses lines by the reading rule, for comparison with other engines.

Standard input is JSON: `{"columns": [...], "lines": [base64, ...]}`. Standard output has a line of
JSON for each line: an array with `{"row": [...] or null, "reason", "unknown", "length"}` of each
record, where a number is the text of its digits, and a double that of its bits.
"""

import base64
import json
import struct
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sluice_runtime.lines import line_parser
from sluice_runtime.plans import Json, parse_plan

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plain(value: Any, column_type: Json) -> Any:
    kind = column_type["kind"]
    if value is None or kind in ("string", "boolean"):
        return value
    if kind in ("double", "float"):
        return struct.pack(">d", value).hex()
    if kind == "decimal":
        assert isinstance(value, Decimal)
        return str(int(value.scaleb(column_type["scale"])))
    if kind == "date":
        return str(value.toordinal() - date(1970, 1, 1).toordinal())
    if kind == "timestamp":
        since = value - EPOCH
        return str((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds)
    if kind == "array":
        return [plain(member, column_type["element"]) for member in value]
    if kind == "map":
        return [[key, plain(member, column_type["value"])] for key, member in value.items()]
    if kind == "struct":
        fields = zip(value, column_type["fields"], strict=True)
        return [plain(member, field["type"]) for member, field in fields]
    return str(value)


def main() -> None:
    given = parse_plan(sys.stdin.read())
    columns = given["columns"]
    parse = line_parser(columns)
    for encoded in given["lines"]:
        told = []
        for record in parse(base64.b64decode(encoded)):
            row = None
            if record.row is not None:
                values = zip(record.row, columns, strict=True)
                row = [plain(value, column["type"]) for value, column in values]
            told.append(
                {
                    "row": row,
                    "reason": record.reason,
                    "unknown": sorted(record.unknown),
                    "length": record.length,
                }
            )
        print(json.dumps(told))


main()
