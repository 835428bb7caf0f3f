"""Landing files as they were when a run began, which all jobs of a workflow read."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files, FileState, join
from sluice_runtime.plans import Json

_LANDING_FILE = re.compile(r"\.jsonl?(\.gz)?$")
_HIDDEN = re.compile(r"(^|/)[._]")


@dataclass(frozen=True)
class Pin:
    """A landing file: its path below the source's folder, and what tells a change."""

    path: str
    size: int
    tag: str
    """What tells a change of the content: see `FileState`."""


def pin_landing(files: Files, plan: Json, landing: str) -> list[Pin]:
    """The landing files of a source now. Raises `SluiceError` when there are none."""
    folder = join(landing, plan["path"])
    found = files.below(folder)
    if found is None:
        raise SluiceError(f"there is no landing folder {folder} for {plan['name']}")
    names = sorted(n for n in found if _LANDING_FILE.search(n) and not _HIDDEN.search(n))
    if not names:
        raise SluiceError(f"{folder} has no *.json or *.jsonl file for {plan['name']}")
    for name in names:
        if name.endswith(".gz") and found[name].size == 0:  # Spark passes over empty files
            raise SluiceError(f"{join(folder, name)} cannot be read to its end: it is empty")
    return [_pin(name, found[name]) for name in names]


def check_pins(files: Files, plan: Json, landing: str, pins: Sequence[Pin]) -> None:
    """Raises `SluiceError` when a pinned file is not what it was; new files do not count."""
    folder = join(landing, plan["path"])
    found = files.below(folder) or {}
    for pin in pins:
        now = found.get(pin.path)
        if now is None or _pin(pin.path, now) != pin:
            state = "is gone" if now is None else "has changed"
            raise SluiceError(
                f"{join(folder, pin.path)} {state} since the run pinned it; nothing was committed: "
                "landing files may come, but not change while a run goes on"
            )


def share_pins(files: Files, s3: Any, location: str, pins: Sequence[Pin]) -> list[Pin]:
    """The pins at a location, which are those given when nobody has written there before."""
    text = json.dumps([asdict(pin) for pin in pins])
    written = files.create(location, text) if s3 is None else _put(s3, location, text)
    if written:
        return list(pins)
    return [Pin(**pin) for pin in json.loads(files.read(location) or "[]")]


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


def _pin(name: str, state: FileState) -> Pin:
    return Pin(name, state.size, state.tag)
