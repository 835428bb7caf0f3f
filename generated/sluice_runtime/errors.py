"""How a run fails: with exit code 1, and one sentence last on standard error."""

import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class SluiceError(Exception):
    """A run that cannot go on, in one sentence for the person who started it."""


class TableError(Exception):
    """What a table failed with, when that was no sentence; the failure is the cause."""

    def __init__(self, table: str, error: Exception) -> None:
        super().__init__(f"{table}: {sentence(error)}")


@contextmanager
def table_told(table: str) -> Iterator[None]:
    """Names the table in a failure that says nothing of it. A `SluiceError` does."""
    try:
        yield
    except SluiceError:
        raise
    except Exception as error:
        raise TableError(table, error) from error


def with_errors_told(name: str, act: Callable[[], None]) -> None:
    """Exits with 1 and a sentence when `act` fails; what is no `SluiceError` is traced before."""
    try:
        act()
    except SluiceError as error:
        raise SystemExit(f"sluice: {name}: {error}") from None
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        raise SystemExit(f"sluice: {name}: {sentence(error)}; nothing was committed") from None


def sentence(error: Exception) -> str:
    """The cause of a failure in Spark, out of a long text."""
    text = str(error)
    causes = re.findall(r"^(?:Caused by)?: (?:[\w.$]+: )?(.*)$", text, re.MULTILINE)
    return causes[-1] if causes else next(iter(text.splitlines()), type(error).__name__)


def warn(sentence: str) -> None:
    """Says on standard error what went wrong without harm to the run."""
    print(f"sluice: warning: {sentence}", file=sys.stderr, flush=True)
