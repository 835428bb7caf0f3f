"""Landing files as they were when a run began, which all jobs of a workflow read."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files, join
from sluice_runtime.landing_files import Pin, landing_at
from sluice_runtime.plans import Json

_NAMED = 20  # files that are passed over
_TOLD = 3  # of them in a message


@dataclass(frozen=True)
class PassedOver:
    """Files of a source's folder that are no JSON lines."""

    count: int
    files: list[str]
    """The first names, from the landing root."""


@dataclass(frozen=True)
class Pins:
    """What of a source a run reads, in the order of the paths, and what it passes over."""

    files: list[Pin]
    passed_over: PassedOver


def pin_landing(files: Files, plan: Json, landing: str) -> Pins:
    """The landing files of a source now, by the rule for landing files.

    Raises `SluiceError` when there are none, and for those that must not be passed over.
    """
    folder = join(landing, plan["path"])
    found = landing_at(files, landing).find(plan["path"])
    if found is None:
        raise SluiceError(f"there is no landing folder {folder} for {plan['name']}")
    if found.refused:
        raise SluiceError("; ".join(sorted(found.refused)))
    passed_over = sorted(found.passed_over)
    if not found.files:
        only = f", only {_listed(passed_over)}" if passed_over else ""
        raise SluiceError(f"{folder} has no file of JSON lines for {plan['name']}{only}")
    return Pins(
        sorted(found.files, key=lambda pin: pin.path),
        PassedOver(len(passed_over), passed_over[:_NAMED]),
    )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return ", ".join(names[:_TOLD]) + more


def check_pins(files: Files, plan: Json, landing: str, pins: Pins) -> None:
    """Raises `SluiceError` when a pinned file is not what it was; new files do not count."""
    now = landing_at(files, landing).tags(plan["path"], [pin.path for pin in pins.files])
    for pin in pins.files:
        if now.get(pin.path) != (pin.size, pin.tag):
            state = "has changed" if pin.path in now else "is gone"
            raise SluiceError(
                f"{join(landing, plan['path'], pin.path)} {state} since the run pinned it; "
                "nothing was committed: "
                "landing files may come, but not change while a run goes on"
            )


def share_pins(files: Files, s3: Any, location: str, pins: Pins) -> Pins:
    """The pins at a location, which are those given when nobody has written there before."""
    text = json.dumps(asdict(pins))
    written = files.create(location, text) if s3 is None else _put(s3, location, text)
    if written:
        return pins
    shared = json.loads(files.read(location) or "")
    return Pins([Pin(**pin) for pin in shared["files"]], PassedOver(**shared["passed_over"]))


def _put(s3: Any, location: str, text: str) -> bool:
    """Writes an object that is not there yet; whether it was not."""
    bucket, _, key = location.partition("://")[2].partition("/")
    try:
        s3.put_object(Bucket=bucket, Key=key, Body=text.encode(), IfNoneMatch="*")
        return True
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in ("PreconditionFailed", "ConditionalRequestConflict"):
            return False
        raise
