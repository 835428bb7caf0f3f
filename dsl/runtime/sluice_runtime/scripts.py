"""The bytes of a job's script, against what was reviewed."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Plans


def check_script(expected: str | None, code: CodeType | None) -> None:
    """Raises `SluiceError` when the script that runs is not the one with the SHA-256 expected.

    `code` is that of the job's function; without it, the script is the program that was started.
    """
    if expected is None:
        return
    for place in _places(code):
        found = hashlib.sha256(place.read_bytes()).hexdigest()
        if found != expected:
            raise SluiceError(
                f"{place} is not the script that was reviewed: its SHA-256 is {found}, and "
                f"--script-sha256 says {expected}; nothing was read"
            )
        return
    raise SluiceError(
        "the script that runs cannot be found, so it cannot be held against --script-sha256; "
        "nothing was read"
    )


def check_job(plans: Plans, name: str, code: CodeType) -> None:
    """Raises `SluiceError` when the script of a table is not the one of the manifest.

    A script that is not on this machine as a file has been compared when it was loaded.
    """
    place = Path(code.co_filename)
    if place.is_file():
        plans.check_bytes(name, "job.py", place.read_bytes())


def _places(code: CodeType | None) -> Iterator[Path]:
    names = [None if code is None else code.co_filename]
    names += [getattr(sys.modules.get("__main__"), "__file__", None), sys.argv[0]]
    for name in names:
        if name and Path(name).is_file():
            yield Path(name)
