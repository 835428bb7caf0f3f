"""The Glue Data Catalog: a plain table's own parameters have its history.

One UpdateTable, under the table's VersionId, changes columns, location, partitions and history
together (https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import join
from sluice_runtime.partitions import PARAMETER_LENGTH, projection
from sluice_runtime.plans import Json
from sluice_runtime.versions import (
    History,
    Version,
    changed_meanwhile,
    history_text,
    parse_history,
)

HISTORY = "sluice.versions"
_OURS = ("projection.", "storage.location.template", "sluice.", "classification")
_CONFLICTS = (
    "AlreadyExistsException",
    "ConcurrentModificationException",
    "VersionMismatchException",
)


@dataclass(frozen=True)
class GlueStore:
    """The tables of a Glue database. `client` is boto3's."""

    client: Any
    database: str
    data_root: str
    table_input: Callable[[Json], Json]
    """The TableInput that the compiler wrote for a table, from its plan."""

    def history(self, table: str) -> tuple[History | None, str | None]:
        found = self._table(table)
        if found is None:
            return None, None
        text = found.get("Parameters", {}).get(HISTORY)
        history = None if text is None else parse_history(text)
        return history, found["VersionId"]

    def described(self, plan: Json, version: Version) -> Version:
        location = join(self.data_root, version["path"]) + "/"
        planned = self.table_input(plan)
        described = {
            **planned,
            "Parameters": {
                **planned.get("Parameters", {}),
                **projection(location, version["partitions"]),
            },
            "StorageDescriptor": {**planned["StorageDescriptor"], "Location": location},
        }
        return {**version, "tableInput": described}

    def replace(self, table: str, history: History, token: str | None) -> None:
        text = history_text(history)
        if len(text) > PARAMETER_LENGTH:
            raise SluiceError(
                f"{table} has too many columns or partitions for its history to stand in a "
                f"parameter, {len(text)} of {PARAMETER_LENGTH} characters; nothing was committed"
            )
        found = self._table(table)
        others = {} if found is None else found.get("Parameters", {})
        shown = history.now["tableInput"]
        table_input = {
            **shown,
            "Parameters": {
                **{key: value for key, value in others.items() if not key.startswith(_OURS)},
                **shown["Parameters"],
                HISTORY: text,
            },
        }
        try:
            self._put(table_input, token)
        except self.client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in _CONFLICTS:
                raise
            shown_now, _ = self.history(table)  # an update whose answer was lost is tried twice
            if shown_now is None or shown_now.current != history.current:
                changed_meanwhile(table)

    def _put(self, table_input: Json, token: str | None) -> None:
        place = {"DatabaseName": self.database, "TableInput": table_input}
        if token is None:
            self.client.create_table(**place)
        else:
            self.client.update_table(**place, VersionId=token)

    def _table(self, table: str) -> Json | None:
        try:
            found: Json = self.client.get_table(DatabaseName=self.database, Name=table)["Table"]
        except self.client.exceptions.EntityNotFoundException as error:
            if "atabase" in str(error):
                raise SluiceError(f"there is no Glue database {self.database}") from None
            return None
        return found
