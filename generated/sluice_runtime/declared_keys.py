"""The declared keys of a source, which proofs take for granted, on the rows that a run kept."""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Json

QUESTIONS = {"consent": "consent", "onePerson": "one row, one person", "fanOut": "fan-out"}


def check_keys(source: Json, rows: DataFrame, plans: Callable[[], Iterable[Json]]) -> None:
    """No value of a declared key stands in two rows; a NULL in the key does not count.

    `plans` gives the plan of every table, to name the proofs that a false key breaks. Raises
    `SluiceError`.
    """
    for columns in source.get("unique", []):
        known = reduce(lambda a, b: a & b, (F.col(column).isNotNull() for column in columns))
        groups = rows.filter(known).groupBy(*columns).agg(F.count(F.lit(1)).alias("rows"))
        repeated = groups.filter(F.col("rows") > 1).count()
        if repeated > 0:
            resting = ", ".join(resting_on(source["name"], columns, plans()))
            stand = "value stands" if repeated == 1 else "values stand"
            proofs = f"; the proofs of {resting} rest on it" if resting else ""
            raise SluiceError(
                f"{source['name']} is declared unique by {', '.join(columns)}, but {repeated} "
                f"{stand} in several rows{proofs}; nothing was committed"
            )


def resting_on(source: str, columns: list[str], plans: Iterable[Json]) -> list[str]:
    """The tables with a proof that takes the key for granted, each with what is proven by it."""
    key = {"kind": "unique", "table": source, "columns": columns}
    found = []
    for plan in plans:
        proof = plan.get("proof", {})
        asked = [
            words
            for question, words in QUESTIONS.items()
            if any(key in assumptions(outcome) for outcome in proof.get(question, []))
        ]
        if asked:
            found.append(f"{plan['name']} ({'; '.join(asked)})")
    return found


def assumptions(explanation: Json) -> Iterator[Json]:
    """All that an outcome of a proof, or an explanation in it, rests on."""
    if "assumption" in explanation:
        yield explanation["assumption"]
    for reason in explanation.get("because", []):
        yield from assumptions(reason)
