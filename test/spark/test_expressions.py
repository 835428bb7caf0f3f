"""The expression helpers on a real Spark, at the edges of their types."""

import hmac
import math
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Context, Decimal
from random import Random
from typing import Any

import pytest
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

import sluice
from sluice_runtime.natives import natives_named

INT_MIN, INT_MAX = -(2**31), 2**31 - 1
LONG_MIN, LONG_MAX = -(2**63), 2**63 - 1
FIRST_MILLI = -62_135_596_800_000  # 0001-01-01T00:00:00Z
LAST_MILLI = 253_402_300_799_999  # 9999-12-31T23:59:59.999Z
INF, NAN = math.inf, math.nan

Cases = Sequence[tuple[Any, Any]]


def check(
    spark: SparkSession,
    type_: str,
    expression: Callable[[Column], Column],
    gives: str,
    cases: Cases,
) -> None:
    """Compares the expression with what each value must give. Zero has a sign here."""
    rows = [(i, value) for i, (value, _) in enumerate([*cases, (None, None)])]
    frame = spark.createDataFrame(rows, f"i int, v {type_}")
    result = frame.select("i", expression(F.col("v")).alias("r"))
    assert result.schema["r"].dataType.simpleString() == gives
    found = [(rows[i][1], value) for i, value in sorted(result.collect(), key=lambda row: row["i"])]
    assert list(map(repr, found)) == list(map(repr, [*cases, (None, None)]))


def test_finite(spark: SparkSession) -> None:
    numbers = [0.0, -0.0, 1.5, -1.7976931348623157e308, 5e-324]
    cases = [(n, n) for n in numbers] + [(n, None) for n in (INF, -INF, NAN)]
    check(spark, "double", sluice.finite, "double", cases)
    check(spark, "float", sluice.finite, "float", [(1.5, 1.5), (INF, None), (NAN, None)])


def test_letters_beyond_a_to_z_keep_their_case(spark: SparkSession) -> None:
    lower = [
        ("AbZ@[`{", "abz@[`{"),
        ("ÄİI\u017f\u212a", "Äİi\u017f\u212a"),
        ("😀A", "😀a"),
        ("", ""),
    ]
    upper = [("aBz@[`{", "ABZ@[`{"), ("ä\u0131ßﬁi", "ä\u0131ßﬁI"), ("😀a", "😀A"), ("", "")]
    check(spark, "string", sluice.lower, "string", lower)
    check(spark, "string", sluice.upper, "string", upper)


def as_text(expression: Callable[[Column], Column]) -> Callable[[Column], Column]:
    return lambda value: expression(value).cast("string")


def test_to_timestamp_has_the_years_1_to_9999(spark: SparkSession) -> None:
    cases = [
        (0, "1970-01-01 00:00:00"),
        (-1, "1969-12-31 23:59:59.999"),
        (FIRST_MILLI, "0001-01-01 00:00:00"),
        (FIRST_MILLI - 1, None),
        (LAST_MILLI, "9999-12-31 23:59:59.999"),
        (LAST_MILLI + 1, None),
        (951_782_400_000, "2000-02-29 00:00:00"),
        (-12_219_379_200_000, "1582-10-14 00:00:00"),
        (LONG_MIN, None),
        (LONG_MAX, None),
    ]
    check(spark, "bigint", as_text(sluice.to_timestamp), "string", cases)
    kept = [(millis, None if text is None else millis) for millis, text in cases]
    back = lambda millis: sluice.to_epoch_millis(sluice.to_timestamp(millis))  # noqa: E731
    check(spark, "bigint", back, "bigint", kept)


def test_to_epoch_millis_rounds_toward_the_past(spark: SparkSession) -> None:
    def from_micros(micros: Column) -> Column:
        return sluice.to_epoch_millis(F.timestamp_micros(micros))

    cases = [(1, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2)]
    check(spark, "bigint", from_micros, "bigint", cases)


def test_to_date(spark: SparkSession) -> None:
    cases = [
        (0, date(1970, 1, 1)),
        (-1, date(1969, 12, 31)),
        (FIRST_MILLI, date(1, 1, 1)),
        (LAST_MILLI, date(9999, 12, 31)),
        (951_868_799_999, date(2000, 2, 29)),
    ]
    day = lambda millis: sluice.to_date(sluice.to_timestamp(millis))  # noqa: E731
    check(spark, "bigint", day, "date", cases)


@pytest.mark.parametrize(
    ("unit", "before_epoch", "leap_day", "last"),
    [
        ("second", "1969-12-31 23:59:59", "2000-02-29 12:34:56", "9999-12-31 23:59:59"),
        ("minute", "1969-12-31 23:59:00", "2000-02-29 12:34:00", "9999-12-31 23:59:00"),
        ("hour", "1969-12-31 23:00:00", "2000-02-29 12:00:00", "9999-12-31 23:00:00"),
        ("day", "1969-12-31 00:00:00", "2000-02-29 00:00:00", "9999-12-31 00:00:00"),
        ("week", "1969-12-29 00:00:00", "2000-02-28 00:00:00", "9999-12-27 00:00:00"),
        ("month", "1969-12-01 00:00:00", "2000-02-01 00:00:00", "9999-12-01 00:00:00"),
        ("quarter", "1969-10-01 00:00:00", "2000-01-01 00:00:00", "9999-10-01 00:00:00"),
        ("year", "1969-01-01 00:00:00", "2000-01-01 00:00:00", "9999-01-01 00:00:00"),
    ],
)
def test_truncate(
    spark: SparkSession, unit: str, before_epoch: str, leap_day: str, last: str
) -> None:
    cases = [
        (FIRST_MILLI, "0001-01-01 00:00:00"),
        (-1, before_epoch),
        (951_827_696_789, leap_day),
        (LAST_MILLI, last),
    ]
    start = as_text(lambda millis: sluice.truncate(sluice.to_timestamp(millis), unit))
    check(spark, "bigint", start, "string", cases)


@pytest.mark.parametrize(
    ("unit", "cases"),
    [
        ("millisecond", [(999, 0), (-999, 0), (-1000, -1), (1999, 1)]),
        ("second", [(999_999, 0), (-999_999, 0), (-1_000_000, -1)]),
        ("minute", [(59_999_999, 0), (60_000_000, 1), (-60_000_001, -1)]),
        ("hour", [(3_599_999_999, 0), (-3_600_000_000, -1)]),
        (
            "day",
            [
                (86_399_999_999, 0),
                (86_400_000_000, 1),
                (-86_399_999_999, 0),
                (-86_400_000_001, -1),
                (FIRST_MILLI * 1000, -719_162),
                (LAST_MILLI * 1000, 2_932_896),
            ],
        ),
    ],
)
def test_difference_counts_whole_units_toward_zero(
    spark: SparkSession, unit: str, cases: Cases
) -> None:
    def since_epoch(micros: Column) -> Column:
        return sluice.difference(F.timestamp_micros(micros), F.timestamp_micros(F.lit(0)), unit)

    check(spark, "bigint", since_epoch, "bigint", cases)


def test_difference_of_the_ends_of_time_is_exact(spark: SparkSession) -> None:
    def from_first(millis: Column) -> Column:
        first = sluice.to_timestamp(F.lit(FIRST_MILLI))
        return sluice.difference(sluice.to_timestamp(millis), first, "millisecond")

    check(spark, "bigint", from_first, "bigint", [(LAST_MILLI, LAST_MILLI - FIRST_MILLI)])


@pytest.mark.parametrize(
    ("first", "second", "some_fit"),
    [
        ((38, 0), (38, 0), True),
        ((38, 2), (19, 0), True),
        ((18, 9), (18, 9), True),
        ((38, 38), (38, 38), True),
        ((10, 2), (38, 38), False),
        ((38, 30), (10, 2), True),
    ],
)
def test_quotient_is_exact_to_six_decimals(
    spark: SparkSession, first: tuple[int, int], second: tuple[int, int], some_fit: bool
) -> None:
    random = Random(repr((first, second)))

    def some(precision: int, scale: int) -> Decimal:
        most = 10 ** random.randint(1, precision) - 1
        digits = random.choice([most, (most + 1) // 10, (most + 1) // 2, random.randint(0, most)])
        return Decimal(f"{random.choice('+-')}{digits}E-{scale}")

    rows = [(some(*first), some(*second)) for _ in range(100)]
    types = [T.DecimalType(*first), T.DecimalType(*second)]
    schema = T.StructType([T.StructField(n, t) for n, t in zip("ab", types, strict=True)])
    quotient = sluice.quotient(F.col("a"), first[1], F.col("b"), second[1])
    found = spark.createDataFrame(rows, schema).select(quotient.alias("q")).collect()
    expected = [exact_quotient(a, first[1], b, second[1]) for a, b in rows]
    assert [None if row.q is None else int(row.q.scaleb(6, WIDE)) for row in found] == expected
    assert any(value is not None for value in expected) == some_fit


WIDE = Context(prec=200)


def exact_quotient(a: Decimal, a_scale: int, b: Decimal, b_scale: int) -> int | None:
    """Millionths, rounded half away from zero; None where a part has more than 37 digits."""
    shift = 6 + b_scale - a_scale
    n: int = int(a.scaleb(a_scale, WIDE)) * 10 ** max(shift, 0)
    d: int = int(b.scaleb(b_scale, WIDE)) * 10 ** max(-shift, 0)
    if d == 0 or max(abs(n), abs(d)) >= 10**37 or abs(shift) > 37:
        return None
    ratio = (2 * abs(n) + abs(d)) // (2 * abs(d))
    return ratio if (n < 0) == (d < 0) else -ratio


@pytest.mark.parametrize(("precision", "scale"), [(38, 38), (38, 0), (38, 10), (30, 2), (29, 29)])
def test_sum_of_decimals_is_exact_in_whatever_order(
    spark: SparkSession, precision: int, scale: int
) -> None:
    random = Random(f"{precision} {scale}")
    most = 10**precision - 1

    def digits() -> int:
        some: list[int] = [most, -most, 1, -1, 10**28, -(10**28), 0, random.randint(-most, most)]
        return some[random.randrange(len(some))]

    rows = [(group, digits()) for group in range(200) for _ in range(random.randint(1, 6))]
    data = [(group, Decimal(value).scaleb(-scale, WIDE)) for group, value in rows] + [(-1, None)]
    schema = T.StructType(
        [
            T.StructField("g", T.IntegerType()),
            T.StructField("n", T.DecimalType(precision, scale)),
        ]
    )
    frame = spark.createDataFrame(data, schema)
    found = frame.groupBy("g").agg(sluice.decimal_sum(F.col("n"), scale).alias("total"))
    assert found.schema["total"].dataType == T.DecimalType(38, scale)
    sums = {g: sum(value for group, value in rows if group == g) for g, _ in rows}
    expected = {g: value if abs(value) < 10**38 else None for g, value in sums.items()}

    def totals(of: DataFrame) -> dict[int, int | None]:
        return {
            row.g: None if row.total is None else int(row.total.scaleb(scale, WIDE))
            for row in of.collect()
        }

    assert totals(found) == {**expected, -1: None}
    over = sluice.decimal_sum(F.col("n"), scale, Window.partitionBy("g"))
    assert totals(frame.select("g", over.alias("total")).distinct()) == {**expected, -1: None}
    fits = {value is not None for value in expected.values()}
    assert fits == ({True, False} if precision == 38 else {True})


@pytest.mark.parametrize(
    ("numbers", "total", "mean"),
    [
        ([1e308, 1e308, -1e308], 1e308, 1e308 / 3),
        ([-1e308, -1e308, 1e308], -1e308, -1e308 / 3),
        ([1e308, 1e308], None, 1e308),
        ([1e-320, None, 2.5], 2.5, 1.25),
        ([1e308, 0.5, -1e308, -1e308, 1e308], 0.0, 0.0),
        ([None], None, None),
    ],
)
@pytest.mark.parametrize("partitions", [1, 5])
def test_sums_of_doubles_are_finite_where_the_whole_is(
    spark: SparkSession,
    numbers: list[float | None],
    total: float | None,
    mean: float | None,
    partitions: int,
) -> None:
    rows = spark.createDataFrame([(n,) for n in numbers], "n double").repartition(partitions)
    n = F.col("n")
    [grouped] = rows.agg(sluice.float_sum(n), sluice.float_mean(n)).collect()
    whole = Window.partitionBy()
    over = rows.select(sluice.float_sum(n, whole), sluice.float_mean(n, whole)).distinct()
    for found in [tuple(grouped), *map(tuple, over.collect())]:
        assert found == pytest.approx((total, mean), abs=1.0)


def test_sums_of_doubles_do_not_depend_on_the_order(spark: SparkSession) -> None:
    random = Random(14)
    numbers = [random.uniform(-1, 1) * 10.0 ** random.randint(-9, 23) for _ in range(300)] + [
        0.1,
        -0.0,
        1e-30,
        3.0,
    ]
    n = F.col("n")

    def measured(order: int) -> tuple[float, float]:
        shuffled = numbers.copy()
        Random(order).shuffle(shuffled)
        rows = spark.createDataFrame([(x,) for x in shuffled], "n double").repartition(order)
        [found] = rows.agg(sluice.float_sum(n), sluice.float_mean(n)).collect()
        return found[0], found[1]

    total = math.fsum(numbers)
    first = measured(1)
    assert first == pytest.approx((total, total / len(numbers)), rel=1e-15)
    assert [measured(order) for order in (2, 3, 4)] == [first] * 3
    plain = {
        spark.createDataFrame([(x,) for x in order], "n double").agg(F.sum(n)).collect()[0][0]
        for order in (sorted(numbers), sorted(numbers, reverse=True), sorted(numbers, key=abs))
    }
    assert len(plain) > 1


def test_difference_of_millis_is_null_where_it_overflows(spark: SparkSession) -> None:
    def since_minus_one(millis: Column) -> Column:
        return sluice.millis_difference(millis, F.lit(-1).cast("bigint"), "second")

    cases = [(999, 1), (998, 0), (-1002, -1), (2**63 - 2, (2**63 - 1) // 1000), (2**63 - 1, None)]
    check(spark, "bigint", since_minus_one, "bigint", cases)


def test_round_is_half_away_from_zero(spark: SparkSession) -> None:
    doubles = [
        (0.5, 1.0),
        (-0.5, -1.0),
        (1.5, 2.0),
        (2.5, 3.0),
        (-2.5, -3.0),
        (0.49999999999999994, 0.0),
        (4503599627370495.5, 4503599627370496.0),
        (1e300, 1e300),
        (-0.0, 0.0),
    ]
    check(spark, "double", sluice.round, "double", doubles)
    decimals = [
        (Decimal("2.50"), Decimal(3)),
        (Decimal("-2.50"), Decimal(-3)),
        (Decimal("2.49"), Decimal(2)),
    ]
    check(spark, "decimal(10,2)", sluice.round, "decimal(9,0)", decimals)
    check(spark, "bigint", sluice.round, "bigint", [(LONG_MAX, LONG_MAX), (LONG_MIN, LONG_MIN)])


def test_modulo(spark: SparkSession) -> None:
    def by(divisor: int) -> Callable[[Column], Column]:
        return lambda dividend: sluice.modulo(dividend, F.lit(divisor))

    check(spark, "bigint", by(4), "bigint", [(7, 3), (-7, -3), (LONG_MIN, 0), (LONG_MAX, 3)])
    check(spark, "bigint", by(-4), "bigint", [(7, 3), (-7, -3)])
    check(spark, "bigint", by(-1), "bigint", [(LONG_MIN, 0)])
    check(spark, "bigint", by(0), "bigint", [(7, None), (LONG_MIN, None)])
    check(spark, "int", by(4), "bigint", [(INT_MIN, 0), (-7, -3)])


def test_negated_and_abs(spark: SparkSession) -> None:
    negatives = [(LONG_MAX, -LONG_MAX), (LONG_MIN, None), (0, 0), (-1, 1)]
    check(spark, "bigint", sluice.negated, "bigint", negatives)
    check(spark, "int", sluice.negated, "bigint", [(INT_MIN, 2**31), (5, -5)])
    check(spark, "double", sluice.negated, "double", [(1.5, -1.5), (0.0, -0.0), (-0.0, 0.0)])
    check(spark, "bigint", sluice.abs, "bigint", [(LONG_MAX, LONG_MAX), (LONG_MIN, None), (-1, 1)])
    check(spark, "int", sluice.abs, "bigint", [(INT_MIN, 2**31), (-5, 5)])
    check(spark, "double", sluice.abs, "double", [(-1.5, 1.5), (-0.0, 0.0), (-1e308, 1e308)])

    def as_decimal(expression: Callable[[Column], Column]) -> Callable[[Column], Column]:
        return lambda value: expression(value).cast("decimal(38,2)")

    most, least = Decimal("9" * 36 + ".99"), Decimal("-" + "9" * 36 + ".99")
    numbers = [(most, least), (least, most), (Decimal("0.01"), Decimal("-0.01"))]
    check(spark, "decimal(38,2)", as_decimal(sluice.negated), "decimal(38,2)", numbers)
    numbers = [(most, most), (least, most), (Decimal("-0.01"), Decimal("0.01"))]
    check(spark, "decimal(38,2)", as_decimal(sluice.abs), "decimal(38,2)", numbers)


DOUBLES = [
    (0.9, 0),
    (-0.9, 0),
    (-0.0, 0),
    (2.5, 2),
    (-2.5, -2),
    (1e-300, 0),
    (1e300, None),
    (INF, None),
    (-INF, None),
    (NAN, None),
]


def test_to_bigint_truncates_or_is_null(spark: SparkSession) -> None:
    edges = [(2.0**63, None), (-(2.0**63), LONG_MIN), (2.0**63 - 1024, 2**63 - 1024)]
    check(spark, "double", sluice.to_bigint, "bigint", [*DOUBLES, *edges])
    check(spark, "float", sluice.to_bigint, "bigint", [(2.0**63, None), (-1.5, -1), (NAN, None)])
    check(spark, "bigint", sluice.to_bigint, "bigint", [(LONG_MAX, LONG_MAX), (LONG_MIN, LONG_MIN)])
    decimals = [
        (Decimal("9223372036854775807.9000000000"), LONG_MAX),
        (Decimal("9223372036854775808.0000000000"), None),
        (Decimal("-9223372036854775808.9000000000"), LONG_MIN),
        (Decimal("-9223372036854775809.0000000000"), None),
        (Decimal("0.9999999999"), 0),
        (Decimal("-2.5000000000"), -2),
    ]
    check(spark, "decimal(38,10)", sluice.to_bigint, "bigint", decimals)
    tiny = [(Decimal("0." + "0" * 29 + "1"), 0), (Decimal("-12345678." + "9" * 30), -12345678)]
    check(spark, "decimal(38,30)", sluice.to_bigint, "bigint", tiny)
    check(spark, "decimal(38,0)", sluice.to_bigint, "bigint", [(Decimal("9" * 38), None)])


def test_to_int_truncates_or_is_null(spark: SparkSession) -> None:
    edges = [
        (2147483647.9, INT_MAX),
        (2147483648.0, None),
        (-2147483648.9, INT_MIN),
        (-2147483649.0, None),
    ]
    check(spark, "double", sluice.to_int, "int", [*DOUBLES, *edges])
    longs = [(INT_MAX, INT_MAX), (INT_MAX + 1, None), (INT_MIN, INT_MIN), (LONG_MIN, None)]
    check(spark, "bigint", sluice.to_int, "int", longs)
    decimals = [
        (Decimal("2147483647.9999999999"), INT_MAX),
        (Decimal("2147483648.0000000000"), None),
    ]
    check(spark, "decimal(38,10)", sluice.to_int, "int", decimals)


def test_to_decimal_rounds_half_away_from_zero(spark: SparkSession) -> None:
    def cents(number: Column) -> Column:
        return sluice.to_decimal(number, 5, 2)

    doubles = [
        (2.675, Decimal("2.68")),
        (-2.675, Decimal("-2.68")),
        (1.005, Decimal("1.01")),
        (999.994, Decimal("999.99")),
        (999.995, None),
        (1e-300, Decimal("0.00")),
        (1e300, None),
        (INF, None),
        (NAN, None),
    ]
    check(spark, "double", cents, "decimal(5,2)", doubles)
    check(
        spark,
        "bigint",
        cents,
        "decimal(5,2)",
        [(999, Decimal("999.00")), (1000, None), (LONG_MIN, None)],
    )
    decimals = [
        (Decimal("0.005"), Decimal("0.01")),
        (Decimal("-0.005"), Decimal("-0.01")),
        (Decimal("999.995"), None),
    ]
    check(spark, "decimal(10,3)", cents, "decimal(5,2)", decimals)


def test_to_float(spark: SparkSession) -> None:
    doubles = [(0.5, 0.5), (1e300, None), (-1e300, None), (1e-300, 0.0), (INF, None), (NAN, None)]
    check(spark, "double", sluice.to_float, "float", doubles)
    check(spark, "bigint", sluice.to_float, "float", [(16_777_217, 16_777_216.0)])


INTEGER_TEXTS = [
    ("12", 12),
    ("+5", 5),
    ("-0", 0),
    ("0" * 40 + "7", 7),
    ("", None),
    (" 12", None),
    ("12\n", None),
    ("1.0", None),
    ("1e3", None),
    ("--1", None),
    ("\u0663", None),
    ("0x1F", None),
    ("1_000", None),
    ("9" * 100, None),
]


def test_text_to_integers(spark: SparkSession) -> None:
    longs = [(str(LONG_MAX), LONG_MAX), (str(LONG_MAX + 1), None), (str(LONG_MIN), LONG_MIN)]
    check(spark, "string", sluice.text_to_bigint, "bigint", [*INTEGER_TEXTS, *longs])
    ints = [(str(INT_MAX), INT_MAX), (str(INT_MAX + 1), None), (str(INT_MIN), INT_MIN)]
    check(spark, "string", sluice.text_to_int, "int", [*INTEGER_TEXTS, *ints])


NO_NUMBERS = ["", ".", "e5", "1e", "1d", "1f", "NaN", "Infinity", "-inf", " 1", "1 ", "1\n", "1,5"]


def test_text_to_floating(spark: SparkSession) -> None:
    refused = [(text, None) for text in NO_NUMBERS]
    doubles = [
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("-0", -0.0),
        ("+1E+2", 100.0),
        ("1e308", 1e308),
        ("1e309", None),
        ("1e-400", 0.0),
        ("0.1" + "0" * 400, 0.1),
    ]
    check(spark, "string", sluice.text_to_double, "double", [*doubles, *refused])
    floats = [("1.5", 1.5), ("1e39", None), ("-1e39", None), ("16777217", 16777216.0)]
    check(spark, "string", sluice.text_to_float, "float", [*floats, *refused])


def test_text_to_decimal(spark: SparkSession) -> None:
    refused = [(text, None) for text in [*NO_NUMBERS, "1e2"]]
    cases = [
        ("1.5", Decimal("1.50")),
        (".5", Decimal("0.50")),
        ("5.", Decimal("5.00")),
        ("0.005", Decimal("0.01")),
        ("-0.005", Decimal("-0.01")),
        ("0.00499999" + "9" * 50, Decimal("0.00")),
        ("999.994", Decimal("999.99")),
        ("999.995", None),
        ("1000", None),
        ("0" * 50 + "1", Decimal("1.00")),
        ("9" * 60, None),
    ]
    small = lambda text: sluice.text_to_decimal(text, 5, 2)  # noqa: E731
    check(spark, "string", small, "decimal(5,2)", [*cases, *refused])
    widest = lambda text: sluice.text_to_decimal(text, 38, 0)  # noqa: E731
    most = [
        ("9" * 38, Decimal("9" * 38)),
        ("9" * 38 + ".5", None),
        ("-" + "9" * 38, Decimal("-" + "9" * 38)),
    ]
    check(spark, "string", widest, "decimal(38,0)", most)


def test_text_to_boolean(spark: SparkSession) -> None:
    refused = [(text, None) for text in ("True", "TRUE", "true ", "t", "1", "yes", "")]
    cases = [("true", True), ("false", False), *refused]
    check(spark, "string", sluice.text_to_boolean, "boolean", cases)


def test_text_to_date(spark: SparkSession) -> None:
    cases = [
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("1900-02-29", None),
        ("2000-02-29", date(2000, 2, 29)),
        ("0000-01-01", None),
        ("0001-01-01", date(1, 1, 1)),
        ("1582-10-10", date(1582, 10, 10)),
        ("9999-12-31", date(9999, 12, 31)),
        ("10000-01-01", None),
        ("2024-13-01", None),
        ("2024-00-10", None),
        ("2024-1-1", None),
        ("2024-01-01\n", None),
        (" 2024-01-01", None),
        ("2024-01-01T00:00", None),
        ("-2024-01-01", None),
        ("", None),
    ]
    check(spark, "string", sluice.text_to_date, "date", cases)


def test_decimal_to_text_has_plain_digits(spark: SparkSession) -> None:
    def to_text(scale: int) -> Callable[[Column], Column]:
        return lambda number: sluice.decimal_to_text(number, scale)

    numbers = ["0.0000000001", "-0.0000000001", "0.0000000000", "-1234567.8900000000"]
    check(spark, "decimal(38,10)", to_text(10), "string", [(Decimal(n), n) for n in numbers[3:]])
    small = spark.createDataFrame([(Decimal(n),) for n in numbers], "v decimal(38,10)")
    assert [row[0] for row in small.select(to_text(10)(F.col("v"))).collect()] == numbers
    whole = ["9" * 38, "-" + "9" * 38, "0"]
    check(spark, "decimal(38,0)", to_text(0), "string", [(Decimal(n), n) for n in whole])


KEY = "k3y-that-nobody-may-see-" + "0123456789" * 5


def test_pseudonym_is_a_hmac_whose_key_no_plan_shows(
    spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLUICE_PSEUDONYM_KEY_RESEARCH", KEY)
    texts = ["", "a@example.com", "é😀\n\0"]
    answers = [(t, hmac.new(KEY.encode(), t.encode(), "sha256").hexdigest()) for t in texts]
    check(spark, "string", lambda text: sluice.pseudonym(text, "research"), "string", answers)
    frame = spark.createDataFrame([("a",)], "v string")
    keyed = frame.select(sluice.pseudonym(F.col("v"), "research").alias("key"))
    plan = keyed._jdf.queryExecution().toString()
    assert "pseudonym(v" in plan
    for pad in (0, 0x36, 0x5C):
        part = bytes(byte ^ pad for byte in KEY.encode()[:8])
        assert part.hex() not in plan.lower()
        assert part.decode("latin-1") not in plan


def test_pseudonym_without_a_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = {
        None: "is not set",
        "": "is not set",
        KEY[:31]: "has 31 characters, which is fewer than 32",
        KEY + "\n": "has a space, a line end or another character that is not visible ASCII",
    }
    for key, fault in refused.items():
        if key is None:
            monkeypatch.delenv("SLUICE_PSEUDONYM_KEY_RESEARCH", raising=False)
        else:
            monkeypatch.setenv("SLUICE_PSEUDONYM_KEY_RESEARCH", key)
        with pytest.raises(sluice.SluiceError) as error:
            sluice.pseudonym(F.col("v"), "research")
        sentence = f"SLUICE_PSEUDONYM_KEY_RESEARCH {fault}; nothing was computed"
        assert str(error.value) == sentence


def test_native_gives_the_stated_type_or_fails(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("kitten", "sitting"), (None, "a")], "`a-b` string, b string")
    distance = frame.select(sluice.native("levenshtein(`a-b`, `b`)", "int").alias("d"))
    assert distance.schema["d"].dataType.simpleString() == "int"
    assert [row["d"] for row in distance.collect()] == [3, None]
    other = frame.select(sluice.native("concat(`a-b`, `b`)", "int").alias("d"))
    assert other.schema["d"].dataType.simpleString() == "int"
    fault = r"the `spark` text 'concat\(`a-b`, `b`\)' of `native` gives string, not int"
    with pytest.raises(Exception, match=fault):
        other.collect()


@pytest.mark.parametrize("text", ["levenstein(`b`, `b`)", "length(", "`c`"])
def test_a_native_text_that_spark_refuses_is_named_with_its_place(
    spark: SparkSession, text: str
) -> None:
    frame = spark.createDataFrame([("a",)], "b string")
    with pytest.raises(sluice.SluiceError) as error, natives_named("made (transforms/lake.ts)"):
        frame.select(sluice.native(text, "int"))
    assert str(error.value).startswith(
        f"made (transforms/lake.ts): Spark does not take the `spark` texts of `native`, {text!r}: "
    )
