"""Keyed pseudonyms. A key comes from the environment of the driver, and stands nowhere else.

A pseudonym is computed in Python: in an expression of Spark's own, the key would stand in every
plan that Spark explains, shows or logs.
"""

import hmac
import os
import re
from collections.abc import Iterable

from pyspark.sql import Column
from pyspark.sql import functions as F

from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Json

_LEAST_CHARACTERS = 32
_VISIBLE = re.compile(r"[!-~]*")
_PREFIX = "SLUICE_PSEUDONYM_KEY_"


def pseudonym(text: Column, key: str) -> Column:
    """The HMAC-SHA256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits.

    `key` names the variable `SLUICE_PSEUDONYM_KEY_<KEY>`. Raises `SluiceError` when that holds no
    key.
    """
    variable = _PREFIX + key.upper()
    fault = _fault(variable)
    if fault is not None:
        raise SluiceError(f"{variable} {fault}; nothing was computed")
    secret = os.environ[variable].encode("ascii")

    def pseudonym(value: str | None) -> str | None:
        if value is None:
            return None
        return hmac.new(secret, value.encode("utf-8"), "sha256").hexdigest()

    return F.udf(pseudonym, "string", useArrow=False)(text)


def check_environment(plans: Iterable[Json]) -> None:
    """The variables that the jobs of these plans need hold keys. Raises `SluiceError`."""
    for plan in plans:
        for variable in plan.get("environment", []):
            fault = _fault(variable)
            if fault is not None:
                raise SluiceError(f"{plan['name']}: {variable} {fault}; nothing was computed")


def _fault(variable: str) -> str | None:
    """What is wrong with a key, in words that do not show it."""
    key = os.environ.get(variable, "")
    if key == "":
        return "is not set"
    if _VISIBLE.fullmatch(key) is None:
        return "has a space, a line end or another character that is not visible ASCII"
    if len(key) < _LEAST_CHARACTERS:
        return f"has {len(key)} characters, which is fewer than {_LEAST_CHARACTERS}"
    return None
