"""How a run fails: with exit code 1, and one sentence last on standard error."""

import re
import signal
import subprocess
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS_TO_END = 0.5  # a killed process is not gone at once


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
        cause = _end_of_the_jvm(0)
        told = str(error) if cause is None else f"{cause}; {error}"
        raise SystemExit(f"sluice: {name}: {visible(told)}") from None
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        cause = _end_of_the_jvm(_SECONDS_TO_END) or visible(sentence(error))
        raise SystemExit(f"sluice: {name}: {cause}; nothing was committed") from None


def _end_of_the_jvm(seconds: float) -> str | None:
    """How a signal ended the JVM that this process has started; None when it did not."""
    from pyspark import SparkContext  # who only reads plans has no Spark

    process = getattr(SparkContext._gateway, "proc", None)
    try:
        code = 0 if process is None else process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    return None if code >= 0 else killed_by(-code)


def killed_by(number: int) -> str:
    """The sentence on a JVM that a signal of this number has killed."""
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"signal {number}"
    memory = ", probably for want of memory: give the machine more"
    return f"the JVM of Spark was killed by {name}{memory if name == 'SIGKILL' else ''}"


def sentence(error: Exception) -> str:
    """The cause of a failure in Spark, out of a long text."""
    text = str(error)
    causes = re.findall(r"^(?:Caused by)?: (?:[\w.$]+: )?(.*)$", text, re.MULTILINE)
    return causes[-1] if causes else next(iter(text.splitlines()), type(error).__name__)


def warn(sentence: str) -> None:
    """Says on standard error what went wrong without harm to the run."""
    print(f"sluice: warning: {visible(sentence)}", file=sys.stderr, flush=True)


_FILLERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """A text on one line, with all that nobody sees, or a terminal obeys, as `<U+200B>`."""
    return "".join(_picture(one) if _is_hidden(one) else one for one in text)


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Zl", "Zp") or _FILLERS.match(character) is not None


def _picture(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"
