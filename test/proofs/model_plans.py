"""Writes random plans with the verdicts of the executable model of the proofs, as JSON lines.

usage: model_plans.py FOLDER COUNT SEED [DATABASES], where FOLDER holds model.py. Plans are in
Sluice's own form: a list of steps, inputs first; every column is an int64, because the model knows
small integers only. With DATABASES, each plan is also run on so many random ones, and what they
refute is written with it.
"""

import json
import random
import sys
from typing import Any

sys.path.insert(0, sys.argv[1])
import model

INT64 = {"kind": "int64"}
COMPARISONS = {"=": "eq", "<>": "ne", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
JOINS = {"inner": "join", "left": "leftJoin", "semi": "semiJoin", "anti": "antiJoin"}
MEASURES = {"count": "count", "min": "min", "max": "max", "sum": "sum"}
# The model's functions, each by one with the same shape; the test gives them its properties.
FUNCTIONS = {"add": "plus", "coalesce": "coalesce", "pseudo": "negated", "f": "abs"}

Json = dict[str, Any]


def call(name: str, *args: Json) -> Json:
    return {"op": "call", "function": name, "arguments": list(args)}


def literal(value: int | None) -> Json:
    return {"op": "literal", "type": INT64, "value": value}


class Writer:
    """Writes the steps of one plan."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.steps: list[Json] = []
        self.numbers: dict[int, int] = {}
        self.columns: dict[int, list[str]] = {}
        self.left: set[str] = set()

    def expression(self, e: tuple[Any, ...], sided: bool = False) -> Json:
        kind = e[0]
        if kind == "col":
            side = {"side": "left" if e[1] in self.left else "right"} if sided else {}
            return {"op": "column", "name": e[1], **side}
        if kind == "lit":
            return literal(e[1])
        if kind == "case":
            branch = {"when": self.predicate(e[1], sided), "then": self.expression(e[2], sided)}
            return {"op": "when", "branches": [branch], "otherwise": self.expression(e[3], sided)}
        return call(FUNCTIONS[kind], *(self.expression(x, sided) for x in e[1:]))

    def predicate(self, p: tuple[Any, ...], sided: bool = False) -> Json:
        kind = p[0]
        if kind in ("and", "or", "not"):
            return call(kind, *(self.predicate(x, sided) for x in p[1:]))
        if kind in ("isnull", "notnull"):
            return call(
                {"isnull": "isNull", "notnull": "isNotNull"}[kind], self.expression(p[1], sided)
            )
        if kind == "distinct":
            return call("isDistinctFrom", *(self.expression(x, sided) for x in p[1:]))
        if kind == "in":
            return call("in", self.expression(p[1], sided), *(literal(v) for v in p[2]))
        return call(COMPARISONS[p[1]], *(self.expression(x, sided) for x in p[2:]))

    def add(self, step: Json, columns: list[str]) -> int:
        self.steps.append(step)
        self.columns[len(self.steps) - 1] = columns
        return len(self.steps) - 1

    def read(self, name: str) -> int:
        columns = self.world.rel(name)["cols"]
        required = self.world.src.get(name, {}).get("nn", set())
        typed = [{"name": c, "type": INT64, "nullable": c not in required} for c in columns]
        return self.add(
            {"op": "read", "table": name, "columns": typed, "inputs": []}, list(columns)
        )

    def write(self, node: Any) -> int:
        """The step of a node; a shared node is written once."""
        if node.id not in self.numbers:
            self.numbers[node.id] = self.write_new(node)
        return self.numbers[node.id]

    def write_new(self, node: Any) -> int:
        a = node.a
        if node.op in ("source", "table"):
            return self.read(a["name"])
        inputs = [self.write(kid) for kid in node.kids]
        columns = self.columns[inputs[0]]
        if node.op in JOINS:
            return self.write_join(node, inputs)
        step: Json = {"inputs": inputs}
        if node.op == "filter":
            step |= {"op": "filter", "where": self.predicate(a["p"])}
        elif node.op == "select":
            projected = [
                {"name": n, "expression": {"op": "column", "name": o}} for n, o in a["m"].items()
            ]
            step |= {"op": "project", "columns": projected}
            columns = list(a["m"])
        elif node.op == "derive":
            step |= {
                "op": "derive",
                "columns": [{"name": a["c"], "expression": self.expression(a["e"])}],
            }
            columns = [*columns, a["c"]]
        elif node.op == "union":
            step |= {"op": "union"}
        elif node.op == "distinct":
            step |= {"op": "distinct"}
        elif node.op == "latest":
            step |= {"op": "latest", "by": a["by"], "newest": a["new"]}
        elif node.op == "agg":
            measures = [
                {"name": m, "aggregate": self.measure(fn, c)} for m, (fn, c) in a["ms"].items()
            ]
            step |= {"op": "aggregate", "by": a["by"], "measures": measures}
            columns = [*a["by"], *a["ms"]]
        else:
            raise ValueError(node.op)
        return self.add(step, columns)

    def measure(self, fn: str, column: str | None) -> Json:
        argument = {} if column is None else {"argument": {"op": "column", "name": column}}
        return {"op": "aggregate", "function": MEASURES[fn], **argument}

    def write_join(self, node: Any, inputs: list[int]) -> int:
        a, left, right = node.a, self.columns[inputs[0]], self.columns[inputs[1]]
        step: Json = {"op": JOINS[node.op], "inputs": inputs}
        step["on"] = [{"left": x, "right": y} for x, y in a["on"]]
        self.left = set(left)
        if a.get("where", ("true",)) != ("true",):
            step["where"] = self.predicate(a["where"], sided=True)
        return self.add(step, [*left, *right] if node.op in ("inner", "left") else left)


def numbered(writer: Writer, node: Any) -> list[Json]:
    writer.write(node)
    return writer.steps


def sources(world: Any) -> list[Json]:
    found = []
    for name, source in world.src.items():
        found.append(
            {
                "name": name,
                "columns": [
                    {
                        "name": c,
                        "nullable": c not in source["nn"],
                        "personal": next(iter(source["tags"][c])),
                    }
                    for c in source["cols"]
                ],
                "unique": [list(key) for key, _ in source["keys"]],
                "event": source.get("event"),
                "person": source.get("ref") if name != "cust" else None,
            }
        )
    return found


def verdicts(world: Any, node: Any, writer: Writer, rng: random.Random) -> Json:
    diag: dict[str, dict[int, bool]] = {}
    known = model.absint(world, node, diag)
    consent, people, not_null = model.verdicts(world, known)
    keys = [rng.sample(known.cols, min(len(known.cols), rng.randint(1, 3))) for _ in range(2)]
    return {
        "consent": {path: status for path, (status, _) in consent.items()},
        "people": [[a, b, kind, status] for (a, b), (kind, status) in people.items()],
        "notNull": sorted(not_null),
        "fanOut": {str(writer.numbers[n]): ok for n, ok in diag.get("P3", {}).items()},
        "tags": {c: sorted(model.tags(world, known, [c])) for c in known.cols},
        "presence": sorted(known.presence),
        "keys": [[key, model.unique(world, known, key)] for key in keys],
        "cases": len(known.cases),
    }


MOST_DERIVATIONS = 40


def refuted(world: Any, node: Any, writer: Writer, rng: random.Random, databases: int) -> Json:
    """What would be false of the plan: by the path, the pair of paths, or the step of the join."""
    consent: set[str] = set()
    people: set[tuple[str, str]] = set()
    fan_out: set[str] = set()
    for _ in range(databases):
        database = model.rdb(rng, world)
        matches: dict[int, list[int]] = {}
        try:
            rows = model.run(node, database, matches)
        except MemoryError:
            continue
        fan_out |= {str(writer.numbers[n]) for n, found in matches.items() if max(found) > 1}
        for _, _, derivations in rows:
            for derivation in derivations[:MOST_DERIVATIONS]:
                told = {path: (source, i) for path, source, i in derivation if source != "dim"}
                for path, origin in told.items():
                    if not model.agreed(database, world, *origin):
                        consent.add(path)
                    for other, another in told.items():
                        if path < other and not same_person(database, world, origin, another):
                            people.add((path, other))
    return {"consent": sorted(consent), "people": sorted(people), "fanOut": sorted(fan_out)}


def same_person(database: Any, world: Any, a: tuple[str, int], b: tuple[str, int]) -> bool:
    candidates = model.cands(database, world, *a)
    return a == b or (len(candidates) == 1 and candidates == model.cands(database, world, *b))


def trial(seed: int, databases: int) -> Json | None:
    rng = random.Random(seed)
    world = model.rworld(rng)
    node, _ = model.G(rng, world).gen(rng.choice([1, 2, 2, 3, 3]))
    writer = Writer(world)
    steps = numbered(writer, node)
    try:
        found = verdicts(world, node, writer, rng)
    except model.TooMany:
        return None
    return {
        "seed": seed,
        "subject": world.policy["subject"],
        "sources": sources(world),
        "steps": steps,
        "verdicts": found,
        **({"refuted": refuted(world, node, writer, rng, databases)} if databases > 0 else {}),
    }


def main() -> None:
    count, first = int(sys.argv[2]), int(sys.argv[3])
    databases = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    for seed in range(first, first + count):
        one = trial(seed, databases)
        if one is not None:
            print(json.dumps(one))


if __name__ == "__main__":
    main()
