"""What the files of a version of a plain table are, to see later whether they still are that.

A list beside the files has their sizes, and the SHA-256 of each in a folder, the ETag of each on
S3, where nothing is read back. The version itself has the SHA-256 of the list.
"""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sluice_runtime.files import Files, FileState, join
from sluice_runtime.plans import Json

_LIST = "_files.json"
"""Spark and Athena pass over names that begin with `_`."""


def with_sums(files: Files, location: str, version: Json) -> Json:
    """Writes the list beside the files at a location; the version with what it says of it."""
    found = _data_files(files, location)
    local = files.local_path(location)
    hashes = _hashes(local, list(found)) if local is not None else {}
    listed = [
        {"path": path, "size": state.size}
        | ({"sha256": hashes[path]} if path in hashes else {"tag": state.tag})
        for path, state in sorted(found.items())
    ]
    text = json.dumps({"files": listed})
    files.replace(join(location, _LIST), text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {
        **version,
        "files": {
            "count": len(listed),
            "bytes": sum(state.size for state in found.values()),
            "sha256": digest,
        },
    }


def faults_of(files: Files, location: str, version: Json) -> list[tuple[str, str]]:
    """The files at a location that are not as they were written, each with what is wrong.

    Of a version without a list only that there are files is seen.
    """
    found = _data_files(files, location)
    if "files" not in version:
        is_empty = version["rows"] == 0
        return [] if found or is_empty else [(location, "is missing")]
    place = join(location, _LIST)
    text = files.read(place)
    if text is None:
        return [(place, "is missing")]
    if hashlib.sha256(text.encode()).hexdigest() != version["files"]["sha256"]:
        return [(place, "has other bytes than the run wrote")]
    listed = {one["path"]: one for one in json.loads(text)["files"]}
    faults = [(path, _size_fault(one, found.get(path))) for path, one in listed.items()]
    wrong = [(join(location, path), fault) for path, fault in faults if fault is not None]
    more = [(join(location, path), "is not of the run") for path in found if path not in listed]
    local = files.local_path(location)
    if wrong or more or local is None:
        return wrong + more
    hashes = _hashes(local, [path for path, one in listed.items() if "sha256" in one])
    return [
        (join(location, path), "has other bytes than the run wrote")
        for path, digest in hashes.items()
        if listed[path]["sha256"] != digest
    ]


def _size_fault(listed: Json, state: FileState | None) -> str | None:
    if state is None:
        return "is missing"
    if state.size != listed["size"]:
        return f"has {state.size} bytes, where the run wrote {listed['size']}"
    if "tag" in listed and state.tag != listed["tag"]:
        return "has other bytes than the run wrote"
    return None


def _data_files(files: Files, location: str) -> dict[str, FileState]:
    """The files that readers read: no name on the way to one begins with `_` or `.`."""
    found = files.below(location) or {}
    return {
        path: state
        for path, state in found.items()
        if not any(part.startswith(("_", ".")) for part in path.split("/"))
    }


def _hashes(folder: Path, paths: list[str]) -> dict[str, str]:
    def digest(path: str) -> str:
        with (folder / path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(paths, pool.map(digest, paths), strict=True))
