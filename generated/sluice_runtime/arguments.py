"""The arguments of a process, as a Glue job passes them."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Arguments:
    """Where a run reads and writes."""

    generated: str
    """The folder of manifest.json."""
    landing: str | None
    lake: str
    catalog: str
    """`folder` or `glue`."""
    database: str | None
    region: str | None
    endpoint: str | None
    """The URL of an emulator of S3 and Glue."""
    workflow_run: str | None
    script: str | None
    only: str | None
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Environment variable to the secret of AWS Secrets Manager that holds its text."""
    shared_with_group: bool | None = None
    """Whether a lake folder is its group's from now on; None: as it says itself."""
    quarantine_days: int | None = None
    """After how many days bad records go from now on; None: as a lake folder says itself."""
    manifest: str | None = None
    """The SHA-256 of manifest.json."""


def parse_arguments(given: Sequence[str], *, landing: bool = True) -> Arguments:
    """Exits with 2 when one is missing; those that Glue adds for itself do not count."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    add_places(parser, landing=landing)
    return arguments_of(parser.parse_known_args(given)[0], parser)


def add_places(parser: argparse.ArgumentParser, *, landing: bool) -> None:
    parser.add_argument("--generated", required=True, help="the folder or zip of manifest.json")
    parser.add_argument("--landing", required=landing, help="the landing root")
    parser.add_argument("--lake", required=True, help="the lake folder or bucket")
    parser.add_argument("--catalog", choices=["folder", "glue"], default="folder")
    parser.add_argument("--database", help="the Glue database")
    parser.add_argument("--region", help="the region of the Glue catalog")
    parser.add_argument("--endpoint", help="the URL of an emulator of S3 and Glue")
    parser.add_argument(
        "--WORKFLOW_RUN_ID", help="jobs that have the same one read the same landing files"
    )
    parser.add_argument(
        "--script-sha256", help="the hash of the reviewed script: another one is not run"
    )
    parser.add_argument(
        "--manifest-sha256", help="the hash of manifest.json: nothing that it does not name is run"
    )
    parser.add_argument(
        "--shared-with-group",
        action=argparse.BooleanOptionalAction,
        help="from now on, the group of the lake folder may read and write it, or not",
    )
    parser.add_argument(
        "--quarantine-days", type=int, help="from now on, bad records go after so many days"
    )
    parser.add_argument("--only", help="a table, which is run with all that it needs")
    parser.add_argument(
        "--secrets",
        type=_secrets,
        default={},
        help="VARIABLE=SECRET,...: what Secrets Manager keeps, for the environment of the run",
    )


def _secrets(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(name and secret for name, _, secret in pairs):
        raise argparse.ArgumentTypeError("VARIABLE=SECRET, with a comma between two, is expected")
    return {name: secret for name, _, secret in pairs}


def arguments_of(parsed: argparse.Namespace, parser: argparse.ArgumentParser) -> Arguments:
    if parsed.catalog == "glue" and parsed.database is None:
        parser.error("--catalog glue needs --database")
    return Arguments(
        parsed.generated,
        parsed.landing,
        parsed.lake,
        parsed.catalog,
        parsed.database,
        parsed.region,
        parsed.endpoint,
        parsed.WORKFLOW_RUN_ID,
        parsed.script_sha256,
        parsed.only,
        parsed.secrets,
        parsed.shared_with_group,
        parsed.quarantine_days,
        parsed.manifest_sha256,
    )
