"""What the compiler writes for the runtime: manifest.json and plan.json."""

import json
from typing import Any

Json = dict[str, Any]


class _Number(float):
    """A number of a plan that remembers how the plan writes it."""

    def __new__(cls, text: str) -> "_Number":
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str

    def __str__(self) -> str:
        return self.text


def parse_plan(text: str) -> Json:
    """A manifest or a plan from its JSON."""
    plan: Json = json.loads(text, parse_float=_Number)
    return plan
