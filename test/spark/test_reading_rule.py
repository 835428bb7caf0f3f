"""The reading rule as pure functions: no Spark runs here."""

import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from plans import Json, check, column, kind

from sluice_runtime.column_types import type_name
from sluice_runtime.errors import SluiceError
from sluice_runtime.lines import TEXT_LIMIT, Reading, excerpt, line_parser
from sluice_runtime.plans import parse_plan

INT_MAX, LONG_MAX = 2**31 - 1, 2**63 - 1


def reason(line: bytes | str, *columns: Json) -> str | None:
    return parsed(line, *columns).reason


def row(line: bytes | str, *columns: Json) -> tuple[Any, ...]:
    found = parsed(line, *columns)
    assert found.reason is None
    assert found.row is not None
    return found.row


def parsed(line: bytes | str, *columns: Json) -> Reading:
    (found,) = readings(line, *columns)
    return found


def readings(line: bytes | str, *columns: Json) -> list[Reading]:
    plan = parse_plan(json.dumps({"columns": columns}))
    raw = line.encode("utf-8") if isinstance(line, str) else line
    found = list(line_parser(plan["columns"])(raw))
    for reading in found:
        assert (reading.row is None) != (reading.reason is None)
        assert reading.row is not None or reading.length == len(reading.bad)
    return found


ANY = column("a", "int64", nullable=True)


@pytest.mark.parametrize(
    "line",
    [b"", b" ", b"\t \r", b"\r", b"\xef\xbb\xbf", b"\xef\xbb\xbf \r"],
)
def test_blank_lines_count_nowhere(line: bytes) -> None:
    assert readings(line, ANY) == []


@pytest.mark.parametrize(
    "line",
    [
        b'{"a": 1}',
        b'{"a": 1}\r',
        b' \t{"a" : 1 } \t\r',
        b'\xef\xbb\xbf{"a":1}',
        b'{"A": 1}',
        b'{"a": 1, "b": [NaN_is_text_here]}'.replace(b"[NaN_is_text_here]", b'"NaN"'),
        b'{"\\u0061": 1}',
    ],
)
def test_an_object_is_a_row(line: bytes) -> None:
    assert row(line, ANY) == (1,)


CASES = json.loads((Path(__file__).parent / "records.json").read_text())


def told(line: bytes) -> list[tuple[bytes | None, str | None, int]]:
    """The bytes of the records with a fault, the faults and the lengths."""
    found = readings(line, column("b", "int64", nullable=True))
    return [(each.bad or None, each.reason, each.length) for each in found]


def test_the_records_of_lines_and_why_some_are_none() -> None:
    """The embedded engine is tested with the same lines; a character of one stands for a byte."""
    assert len(CASES) > 200
    for case in CASES:
        faulty = [
            (text if record["fault"] else None, record["fault"], len(text))
            for record in case["records"]
            for text in [record["text"].encode("latin-1")]
        ]
        found = [
            # an object that does not fit is no matter here
            each if each[1] != "b is not int64" else (None, None, each[2])
            for each in told(case["line"].encode("latin-1"))
        ]
        assert found == faulty, case["line"]


def nested(pairs: int) -> str:
    return f'{{"a":{"[" * pairs}{"]" * pairs}}}'


def test_a_record_that_is_too_deep_has_good_neighbours() -> None:
    objects = '{"b":' * 501 + "1" + "}" * 501
    very = nested(100_000)
    for deep in (nested(500), objects, very, '{"b":' * 100_000 + "1" + "}" * 100_000):
        found = readings(f'{{"a":1}}{deep} {{"a":2}}', column("a", "int64"))
        assert [each.row or each.reason for each in found] == [(1,), "nested deeper than 500", (2,)]
    for flat in (nested(499), '{"a":[' + ",".join(["[]"] * 600) + "]}", f'{{"a":"{"[" * 600}"}}'):
        assert [
            each.reason for each in readings(flat + "{}", column("z", "int64", nullable=True))
        ] == [
            None,
            None,
        ]
    unended = readings('{"a":' + "[" * 1_000_000, ANY)
    assert [each.reason for each in unended] == ["an object that does not end on its line"]


def test_the_objects_of_a_line_are_read_one_by_one() -> None:
    found = readings('{"a":1}{"a":"x"} {"a":3}{"a":', column("a", "int64"))
    assert [each.row or (each.reason, each.bad) for each in found] == [
        (1,),
        ("a is not int64", b'{"a":"x"}'),
        (3,),
        ("an object that does not end on its line", b'{"a":'),
    ]
    assert [each.length for each in readings(' {"a":1} \t{"n":"\u00fc"} ', ANY)] == [7, 10]


def test_keys_match_without_regard_to_case() -> None:
    columns = [
        column("timeStamp", "int64"),
        column("Straße", "int64"),
        column("k", "int64", nullable=True),
    ]
    assert row('{"TIMESTAMP": 1, "STRAßE": 2}', *columns) == (1, 2, None)
    assert reason('{"timestamp": 1, "STRASSE": 2}', *columns) == "Straße is missing"
    assert row('{"timestamp": 1, "straße": 2, "\u212a": 3}', *columns) == (1, 2, None)


def test_repeated_keys() -> None:
    columns = [column("timeStamp", "int64", nullable=True), ANY]
    assert reason('{"a": 1, "a": 1}', *columns) == "repeated key a"
    assert reason('{"a": 1, "A": 1}', *columns) == "repeated key a"
    assert reason('{"timestamp": 1, "TIMESTAMP": null}', *columns) == "repeated key timeStamp"
    twice = '{"timestamp": 1, "TIMESTAMP": 1, "a": "bad", "A": 1, "0": 1, "0": 1}'
    assert reason(twice, *columns) == "repeated key a"


def test_keys_of_no_column_may_repeat_and_are_counted_once() -> None:
    for line in ('{"a": 1, "Other": 1, "oTHER": 2}', '{"other": 1, "a": 1, "other": 2}'):
        found = parsed(line, ANY)
        assert found.row == (1,)
        assert found.unknown == {"other"}


def test_unknown_keys_are_ignored_and_told() -> None:
    found = parsed('{"a": 1, "New": {"a": 2}, "other": null}', ANY)
    assert found.row == (1,)
    assert found.unknown == {"new", "other"}


def test_absent_and_null_are_null_where_that_may_be() -> None:
    assert row("{}", ANY) == (None,)
    assert row('{"a": null}', ANY) == (None,)
    needed = column("a", "int64")
    assert reason("{}", needed) == "a is missing"
    assert reason('{"a": null}', needed) == "a is missing"


def test_columns_are_judged_in_their_order() -> None:
    columns = [
        column("a", "string", check("minLength", value=2)),
        column("b", "int64"),
        column("c", "int64"),
    ]
    assert reason('{"a": "x", "b": "bad"}', *columns) == "a is shorter than 2"
    assert reason('{"a": "xy", "b": "bad"}', *columns) == "b is not int64"
    assert reason('{"c": "bad"}', *columns) == "a is missing"


VALUES: list[tuple[str | Json, str, Any]] = [
    ("string", '"x"', "x"),
    ("string", '""', ""),
    ("string", '"\\u0000\\ud83d\\ude00"', "\x00😀"),
    ("boolean", "true", True),
    ("boolean", "false", False),
    ("int32", str(INT_MAX), INT_MAX),
    ("int32", str(-INT_MAX - 1), -INT_MAX - 1),
    ("int32", "-0", 0),
    ("int32", "1.0", 1),
    ("int32", "-0.0", 0),
    ("int32", "100e-2", 1),
    ("int32", f"{INT_MAX}.000", INT_MAX),
    ("int64", "1e3", 1000),
    ("int64", "1E+03", 1000),
    ("int64", "9007199254740993.0", 9007199254740993),
    ("int64", f"{LONG_MAX}.0", LONG_MAX),
    ("int64", f"-{LONG_MAX + 1}.00", -LONG_MAX - 1),
    ("int64", "0.00009223372036854775807e23", LONG_MAX),
    ("int64", "0e999999999999999999999", 0),
    ("int64", "0.0e-" + "9" * 10_000, 0),
    ("int64", "1e" + "0" * 10_000 + "3", 1000),
    ("int64", "1" + "0" * 10_000 + "e-10000", 1),
    ("int64", "0." + "0" * 10_000 + "1e10001", 1),
    ("epochMillis", "1.655564376361e12", 1655564376361),
    (kind("array", element=kind("int32")), "[1.0, 2e0]", [1, 2]),
    (kind("map", value=kind("int64")), '{"k": 1e3}', {"k": 1000}),
    ("int64", str(LONG_MAX), LONG_MAX),
    ("int64", str(-LONG_MAX - 1), -LONG_MAX - 1),
    ("epochMillis", "1655564376361", 1655564376361),
    ("double", "1", 1.0),
    ("double", "-0", -0.0),
    ("double", "1e3", 1000.0),
    ("double", "1.7976931348623157e308", 1.7976931348623157e308),
    ("double", "1e-400", 0.0),
    ("double", "9007199254740993", 9007199254740992.0),
    ("float", "1.5", 1.5),
    ("float", "3.4028234e38", 3.4028234e38),
    (kind("decimal", precision=4, scale=2), "12.34", Decimal("12.34")),
    (kind("decimal", precision=4, scale=2), "12", Decimal(12)),
    (kind("decimal", precision=4, scale=2), "12.3400", Decimal("12.34")),
    (kind("decimal", precision=4, scale=2), "1234e-2", Decimal("12.34")),
    (kind("decimal", precision=4, scale=2), "-0.0", Decimal(0)),
    (kind("decimal", precision=38, scale=0), "9" * 38, Decimal("9" * 38)),
    ("date", '"2024-02-29"', date(2024, 2, 29)),
    ("date", '"0001-01-01"', date(1, 1, 1)),
    ("timestamp", '"2024-02-29T12:34:56Z"', datetime(2024, 2, 29, 12, 34, 56, tzinfo=UTC)),
    (
        "timestamp",
        '"2024-02-29 12:34:56.123456789+05:30"',
        datetime(2024, 2, 29, 7, 4, 56, 123456, tzinfo=UTC),
    ),
    (
        "timestamp",
        '"1969-12-31T23:59:59.9-00:30"',
        datetime(1970, 1, 1, 0, 29, 59, 900_000, tzinfo=UTC),
    ),
    (kind("array", element=kind("string")), '["a", ""]', ["a", ""]),
    (kind("array", element=kind("int32")), "[]", []),
    (kind("map", value=kind("double")), '{"k": 1, "K": 2.5}', {"k": 1.0, "K": 2.5}),
]


@pytest.mark.parametrize(("type_", "literal", "value"), VALUES)
def test_values(type_: str | Json, literal: str, value: Any) -> None:
    (found,) = row(f'{{"v": {literal}}}', column("v", type_))
    assert repr(found) == repr(value) or (isinstance(value, Decimal) and found == value)


MISFITS: list[tuple[str | Json, str]] = [
    ("string", "1"),
    ("string", "true"),
    ("string", "[]"),
    ("string", "{}"),
    ("string", "1.5"),
    ("boolean", "1"),
    ("boolean", '"true"'),
    ("int32", str(INT_MAX + 1)),
    ("int32", f"{INT_MAX + 1}.0"),
    ("int32", "1.5"),
    ("int32", "1e10"),
    ("int64", "1e-1"),
    ("int64", "1.00000000000000000000000000000001"),
    ("int64", "9007199254740993.5"),
    ("int64", f"{LONG_MAX + 1}.0"),
    ("int64", "1e19"),
    ("int64", "1e400"),
    ("int64", "1e" + "9" * 1_000_000),
    ("int64", "1e-" + "9" * 1_000_000),
    ("int64", "1." + "0" * 1_000_000 + "1"),
    ("int64", "1" + "0" * 1_000_000 + ".0"),
    ("int64", '"1"'),
    ("int64", "true"),
    ("int64", str(LONG_MAX + 1)),
    ("int64", str(-LONG_MAX - 2)),
    ("int64", "9" * 10_000),
    ("epochMillis", '"2024-01-01"'),
    ("epochMillis", "1.5"),
    ("double", '"1.5"'),
    ("double", "1e309"),
    ("double", "9" * 400),
    ("double", "true"),
    ("float", "1e39"),
    ("float", '"1"'),
    (kind("decimal", precision=4, scale=2), "12.345"),
    (kind("decimal", precision=4, scale=2), "100"),
    (kind("decimal", precision=4, scale=2), "1e999999999"),
    (kind("decimal", precision=4, scale=2), "1e-999999999"),
    (kind("decimal", precision=4, scale=2), "1e99999999999999999999"),
    (kind("decimal", precision=4, scale=2), '"1.5"'),
    ("date", '"2023-02-29"'),
    ("date", '"2024-1-1"'),
    ("date", '"0000-01-01"'),
    ("date", '"10000-01-01"'),
    ("date", '"2024-01-01\\n"'),
    ("date", '"20240101"'),
    ("date", '"\u0662\u0660\u0662\u0664-01-01"'),
    ("date", "20240101"),
    ("timestamp", '"2024-01-01T00:00:00"'),
    ("timestamp", '"2024-01-01T00:00Z"'),
    ("timestamp", '"2024-01-01"'),
    ("timestamp", '"2024-01-01t00:00:00z"'),
    ("timestamp", '"2024-01-01T24:00:00Z"'),
    ("timestamp", '"2024-01-01T00:00:60Z"'),
    ("timestamp", '"2024-02-30T00:00:00Z"'),
    ("timestamp", '"2024-01-01T00:00:00.Z"'),
    ("timestamp", '"2024-01-01T00:00:00.1234567890Z"'),
    ("timestamp", '"2024-01-01T00:00:00+0100"'),
    ("timestamp", '"2024-01-01T00:00:00+15:00"'),
    ("timestamp", '"0001-01-01T00:00:00+00:01"'),
    ("timestamp", '"9999-12-31T23:59:59-00:01"'),
    ("timestamp", "1655564376361"),
    (kind("array", element=kind("string")), '["a", 1]'),
    (kind("array", element=kind("string")), '["a", null]'),
    (kind("array", element=kind("string")), '"a"'),
    (kind("array", element=kind("string")), "{}"),
    (kind("map", value=kind("int32")), '{"k": "1"}'),
    (kind("map", value=kind("int32")), '{"k": null}'),
    (kind("map", value=kind("int32")), "[]"),
]


@pytest.mark.parametrize(("type_", "literal"), MISFITS)
def test_misfits(type_: str | Json, literal: str) -> None:
    expected = f"v is not {type_name(column('v', type_)['type'])}"
    assert reason(f'{{"v": {literal}}}', column("v", type_)) == expected


STREET = column("street", "string")
ZIP = column("zipCode", "int32", nullable=True)
ADDRESS = column("address", kind("struct", fields=[STREET, ZIP]))


def test_structs() -> None:
    assert row('{"Address": {"STREET": "x", "zipcode": 1}}', ADDRESS) == (("x", 1),)
    assert row('{"address": {"street": "x", "unknown": 1}}', ADDRESS) == (("x", None),)
    assert row('{"address": {"street": "x", "Street": "y"}}', ADDRESS) == (("x", None),)
    assert row('{"address": {"street": "x", "zipCode": 1.0}}', ADDRESS) == (("x", 1),)
    assert reason('{"address": {"zipCode": 1}}', ADDRESS) == "address.street is missing"
    assert reason('{"address": {"street": 1}}', ADDRESS) == "address.street is not string"
    assert (
        reason('{"address": []}', ADDRESS)
        == "address is not struct of street: string, zipCode: int32"
    )
    people = column("people", kind("array", element=ADDRESS["type"]))
    assert row('{"people": [{"street": "x"}]}', people) == ([("x", None)],)
    described = "people is not array of struct of street: string, zipCode: int32"
    assert reason('{"people": [{"street": "x"}, {"street": 1}]}', people) == described
    tags = column("tags", kind("array", element=kind("array", element=kind("int32"))))
    outer = column("o", kind("struct", fields=[tags]))
    assert row('{"o": {"tags": [[1], []]}}', outer) == (([[1], []],),)
    assert reason('{"o": {"tags": [[1], ["x"]]}}', outer) == "o.tags is not array of array of int32"


EMAIL = check("pattern", name="an e-mail address", pattern="^[a-z]+@[a-z]+[.][a-z]+$")


@pytest.mark.parametrize(
    ("type_", "rule", "good", "bad", "complaint"),
    [
        ("string", EMAIL, '"a@b.c"', '"a@b"', "not an e-mail address"),
        ("string", EMAIL, '"a@b.c"', '"a@b.c\\n"', "not an e-mail address"),
        ("string", EMAIL, '"a@b.c"', '" a@b.c"', "not an e-mail address"),
        ("string", check("oneOf", values=["x", "y"]), '"x"', '"X"', "not one of x, y"),
        ("int32", check("oneOf", values=[1, 2]), "2", "3", "not one of 1, 2"),
        ("double", check("oneOf", values=[0.5, 1e-7]), "1E-7", "0.1", "not one of 0.5, 1e-07"),
        ("int64", check("min", value=0, exclusive=False), "0", "-1", "under 0"),
        ("int64", check("min", value=0, exclusive=True), "1", "0", "under 0"),
        ("double", check("max", value=0.1, exclusive=False), "0.1", "0.11", "over 0.1"),
        ("double", check("max", value=0.1, exclusive=True), "0.09", "0.1", "over 0.1"),
        (
            kind("decimal", precision=4, scale=2),
            check("min", value=0.1, exclusive=False),
            "0.1",
            "0.09",
            "under 0.1",
        ),
        (
            kind("decimal", precision=4, scale=2),
            check("oneOf", values=[0.1]),
            "0.10",
            "0.2",
            "not one of 0.1",
        ),
        ("int64", check("multipleOf", value=5), "-10", "12", "not a multiple of 5"),
        ("int64", check("multipleOf", value=5), "-10.0", "12.0", "not a multiple of 5"),
        ("int64", check("max", value=5, exclusive=False), "0.5e1", "6e0", "over 5"),
        ("double", check("multipleOf", value=0.1), "0.3", "0.35", "not a multiple of 0.1"),
        ("double", check("multipleOf", value=0.5), "1e300", "0.7", "not a multiple of 0.5"),
        ("string", check("minLength", value=2), '"😀😀"', '"😀"', "shorter than 2"),
        ("string", check("maxLength", value=1), '"😀"', '"ab"', "longer than 1"),
        (
            kind("array", element=kind("int32")),
            check("minLength", value=1),
            "[1]",
            "[]",
            "shorter than 1",
        ),
    ],
)
def test_row_checks(type_: str | Json, rule: Json, good: str, bad: str, complaint: str) -> None:
    checked = column("v", type_, rule, nullable=True)
    assert row(f'{{"v": {good}}}', checked)
    assert row("{}", checked) == (None,)
    assert reason(f'{{"v": {bad}}}', checked) == f"v is {complaint}"


def test_a_check_of_a_field() -> None:
    address = {
        **ADDRESS,
        "nullable": True,
        "checks": [check("min", "zipCode", value=10, exclusive=False)],
    }
    assert row('{"address": {"street": "x", "zipCode": 10}}', address) == (("x", 10),)
    assert row('{"address": {"street": "x"}}', address) == (("x", None),)
    assert row("{}", address) == (None,)
    assert (
        reason('{"address": {"street": "x", "zipCode": 9}}', address)
        == "address.zipCode is under 10"
    )


def test_a_message_writes_numbers_as_the_plan_does() -> None:
    text = '{"rule": "max", "path": [], "value": 1e-7, "exclusive": false}'
    plan = parse_plan(
        f'{{"name": "v", "type": {{"kind": "double"}}, "nullable": false, "checks": [{text}]}}'
    )
    for columns in ([plan], pickle.loads(pickle.dumps([plan]))):
        (found,) = line_parser(columns)(b'{"v": 1}')
        assert found.reason == "v is over 1e-7"


def test_an_unknown_kind_or_rule_is_loud() -> None:
    with pytest.raises(SluiceError, match="unknown"):
        line_parser([column("v", "unknown")])
    with pytest.raises(SluiceError, match="sorted"):
        line_parser([column("v", "string", check("sorted"))])


def test_the_text_that_quarantine_keeps() -> None:
    assert parsed(b"\xef\xbb\xbf x \r", ANY).bad == b"x"
    assert excerpt("grün".encode()) == "grün"
    assert excerpt(b"a\xffb\xc3") == "a\ufffdb\ufffd"
    limit = TEXT_LIMIT
    assert excerpt(b"x" * limit) == "x" * limit
    assert excerpt(b"x" * (limit + 5)) == "x" * limit
    assert excerpt(b"x" * (limit - 1) + "ü".encode()) == "x" * (limit - 1)
    assert excerpt(b"x" * (limit - 3) + "😀".encode()) == "x" * (limit - 3)
    assert excerpt(b"\xff" + b"x" * limit) == "\ufffd" + "x" * (limit - 1)
