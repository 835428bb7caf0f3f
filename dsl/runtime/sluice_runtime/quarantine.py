"""How long bad records stay: of versions, and of runs that failed by them."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sluice_runtime.errors import warn
from sluice_runtime.files import Files, join
from sluice_runtime.plans import Json

DEFAULT_DAYS = 90
KEPT_OF_FAILED = 1_000
"""How many bad records of a source outlive a run that fails by them."""

_RUN = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{8}(-failed)?")


def failed_folder(quarantine: str) -> str:
    """Where the first bad records of a run stay that failed by them: beside its quarantine."""
    return f"{quarantine}-failed"


def is_expired(run: str, days: int) -> bool:
    """Whether a run, or the folder of one, began so many days ago; other names never did."""
    found = _RUN.fullmatch(run)
    if found is None:
        return False
    began = datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.now(UTC) - began >= timedelta(days=days)


def expire_local(lake: Path, days: int) -> None:
    """Removes from a lake folder bad records that are so many days old; links are left alone."""
    for folder in (lake / "quarantine").glob("*/*"):
        is_ours = folder.is_dir() and not (folder.is_symlink() or folder.parent.is_symlink())
        if is_ours and not folder.parent.parent.is_symlink() and is_expired(folder.name, days):
            try:
                shutil.rmtree(folder)
            except OSError as error:
                warn(f"{folder} is too old, and cannot be removed: {error.strerror}")


def quarantine_state(files: Files, root: str, version: Json) -> str:
    """`none`, `kept` or `expired`: what became of the bad records of a version."""
    sources = version.get("quarantine", [])
    if not sources:
        return "none"
    folders = [join(root, "quarantine", source["name"], version["id"]) for source in sources]
    return "kept" if all(files.below(folder) for folder in folders) else "expired"
