"""Who may read the files of a lake folder on this machine."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sluice_runtime.errors import SluiceError
from sluice_runtime.state_files import MARKER, marker_of


@dataclass(frozen=True)
class Access:
    """Modes of files and folders, and the umask that leads to them."""

    file: int
    folder: int
    umask: int


PRIVATE = Access(0o600, 0o700, 0o077)
SHARED = Access(0o660, 0o2770, 0o007)
"""The members of the folder's group read and write; new files are that group's."""

_RUN = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}(-failed)?")
_METADATA = re.compile(r"\.?(.*\.metadata\.json|.*\.avro|version-hint\.text)(\.crc)?")
_OURS = {MARKER, "runs.lock", "commit.lock"}
_RUN_FOLDERS = {"data", "quarantine", "staging"}


def access_of(shared: bool) -> Access:
    return SHARED if shared else PRIVATE


def access_at(path: Path) -> Access:
    """The access of the lake that a path is in; of one that is in none, its user's alone."""
    lake = lake_of(path)
    return PRIVATE if lake is None else access_of(marker_of(lake).get("group") is True)


def lake_of(path: Path) -> Path | None:
    """The lake folder that a path is in, or is."""
    return next((f for f in (path, *path.parents) if (f / MARKER).is_file()), None)


def make_folder(folder: Path, access: Access) -> None:
    """Makes a folder with those above it that are not there."""
    if folder.is_dir():
        return
    make_folder(folder.parent, access)
    try:
        folder.mkdir(mode=access.folder)
    except FileExistsError:
        return
    folder.chmod(access.folder)


def grant(path: Path, access: Access, *, made: bool = True) -> None:
    """Gives a file or folder its mode; a link, or another user's file in a shared lake, keeps its.

    What was not just `made` keeps its user's own rights: what he has closed to himself is not
    opened. Raises `SluiceError` when the system forbids it.
    """
    try:
        found = path.lstat()
        is_folder = stat.S_ISDIR(found.st_mode)
        if not (is_folder or stat.S_ISREG(found.st_mode)):
            return
        mode = access.folder if is_folder else access.file
        if not made:
            own = found.st_mode & mode & 0o700
            mode = own | (mode & 0o7000) | (mode & (own >> 3))
        is_others = access is SHARED and found.st_uid != os.getuid()
        if stat.S_IMODE(found.st_mode) != mode and not is_others:
            path.chmod(mode)
    except FileNotFoundError:
        return  # another run has removed it
    except OSError as error:
        raise SluiceError(
            f"cannot set who may read {path}: {error.strerror}; nothing was committed"
        ) from None


def grant_below(folder: Path, access: Access) -> None:
    """Gives a folder that a run has made, and all in it, their modes. Links are not followed."""
    grant(folder, access)
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            grant(Path(place, name), access)


def tighten(root: Path, access: Access) -> None:
    """Gives a lake and all that runs have put there their modes, and nothing else."""
    grant(root, access, made=False)
    folders: set[Path] = set()
    for path in _own_files(root):
        grant(root / path, access, made=False)
        folders.update(path.parents[:-1])
    for folder in folders:
        grant(root / folder, access, made=False)


def _own_files(root: Path) -> Iterator[Path]:
    for place, _, files in os.walk(root):
        for name in files:
            path = Path(place, name).relative_to(root)
            if _is_own(path.parts):
                yield path


def _is_own(parts: tuple[str, ...]) -> bool:
    first, name = parts[0], parts[-1]
    if len(parts) == 1:
        return name in _OURS
    if first in ("runs", "tables"):
        return ".json" in name
    if first not in _RUN_FOLDERS:
        return False
    return any(_RUN.fullmatch(part) for part in parts[1:-1]) or (
        parts[-2] == "metadata" and _METADATA.fullmatch(name) is not None
    )
