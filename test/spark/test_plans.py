"""The generated files that a job runs, against the hash of its manifest; no Spark is started."""

import hashlib
import json
from pathlib import Path

import pytest

import sluice_runtime
from sluice_runtime.errors import SluiceError
from sluice_runtime.plans import Plans

PLAN = '{"kind": "table", "name": "t", "reads": []}'
MODULE = Path(sluice_runtime.__file__).parent / "plans.py"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


FILES = {
    "trusted/t/plan.json": PLAN,
    "trusted/t/table.json": '{"Name": "t"}',
    "trusted/t/job.py": "print()\n",
}
HASHES = {path: sha256(text) for path, text in FILES.items()}
ENTRY = {"name": "t", "zone": "trusted", "kind": "table", "reads": []}


def plans(changed: dict[str, str] | None = None, hashes: dict[str, str] | None = None) -> Plans:
    named = {**HASHES, "sluice_runtime/plans.py": sha256(MODULE.read_text()), **(hashes or {})}
    manifest = json.dumps({"version": 1, "tables": [ENTRY], "files": named})
    texts = {"manifest.json": manifest, **FILES, **(changed or {})}
    at = {f"s3://scripts/plans.zip/{path}": text for path, text in texts.items()}
    return Plans("s3://scripts/plans.zip", at.get, sha256(manifest))


def read_all(given: Plans) -> None:
    given.check_runtime()
    given.table_input(given.plan("t"))
    given.job("t")


def test_what_was_reviewed_is_read() -> None:
    read_all(plans())


@pytest.mark.parametrize("path", FILES)
def test_another_file_is_refused_by_its_name(path: str) -> None:
    with pytest.raises(SluiceError, match=rf"plans\.zip/{path} is not what was compiled"):
        read_all(plans(changed={path: FILES[path] + " "}))


def test_another_manifest_is_refused() -> None:
    with pytest.raises(SluiceError, match="is not the manifest that was reviewed"):
        read_all(plans(changed={"manifest.json": json.dumps({"tables": [ENTRY], "files": HASHES})}))


def test_another_runtime_is_refused() -> None:
    with pytest.raises(SluiceError, match=r"sluice_runtime/plans\.py is not what was compiled"):
        read_all(plans(hashes={"sluice_runtime/plans.py": sha256("another")}))
