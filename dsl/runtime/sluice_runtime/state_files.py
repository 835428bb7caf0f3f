"""The small files of this machine that a lake is kept by."""

import json
import os
import stat
from pathlib import Path
from typing import Any

from sluice_runtime.errors import SluiceError

MARKER = "sluice-lake.json"
_LARGEST = 256 * 1024 * 1024  # bytes


def state_text(path: Path, root: Path | None = None) -> str | None:
    """The text of a file; None when there is none.

    Raises `SluiceError` for what is no file, without waiting for it, for a link that leads out of
    the folder `root`, and for what is too large.
    """
    check_state(path, root)
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SluiceError(f"cannot read {path}: {error.strerror}") from None
    with os.fdopen(file, "rb") as stream:
        _check_kind(path, os.fstat(file))
        return stream.read().decode("utf-8")


def check_state(path: Path, root: Path | None = None) -> None:
    """Raises `SluiceError` when a path is there, and no file, or a link out of `root`."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise SluiceError(f"cannot read {path}: {error.strerror}") from None
    if stat.S_ISLNK(found.st_mode):
        if not path.exists():
            raise SluiceError(f"{path} cannot be used: it is a link that leads nowhere")
        if root is not None and not path.resolve().is_relative_to(root.resolve()):
            raise SluiceError(f"{path} cannot be used: it is a link that leads out of the lake")
        found = path.stat()
    _check_kind(path, found)


def _check_kind(path: Path, found: os.stat_result) -> None:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a FIFO"), (stat.S_ISSOCK, "a socket"))
    if not stat.S_ISREG(found.st_mode):
        kind = next((name for test, name in kinds if test(found.st_mode)), "a device")
        raise SluiceError(f"{path} cannot be used: it is {kind}, not a file")
    if found.st_size > _LARGEST:
        raise SluiceError(f"{path} cannot be used: it has {found.st_size} bytes")


def marker_of(lake: Path) -> dict[str, Any]:
    """What a lake says of itself; nothing of a folder that is none. Raises `SluiceError`."""
    text = state_text(lake / MARKER, lake)
    if text is None:
        return {}
    try:
        marker = json.loads(text)
    except ValueError:
        marker = None
    if not isinstance(marker, dict):
        raise SluiceError(f"{lake / MARKER} cannot be used: it is not what a run writes")
    return marker
