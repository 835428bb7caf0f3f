"""Runs a program that is killed at a step of its run: `faults.py STEP WHEN N program argument ...`.

The step is patched from outside, at its N-th call before or after it; the runtime knows nothing of
it. SIGKILL goes to the group of the process, so that its JVM dies in the same moment.
"""

import os
import pathlib
import runpy
import signal
import sys
from collections.abc import Callable
from typing import Any

from sluice_runtime.iceberg_tables import IcebergTables, PreparedIceberg
from sluice_runtime.plain_tables import PlainTables, PreparedPlain

# By step, the functions that do it. `rename` shows a version of a plain table to readers.
STEPS: dict[str, list[tuple[Any, str]]] = {
    "prepare": [(PlainTables, "prepare"), (IcebergTables, "prepare")],
    "commit": [(PreparedPlain, "commit"), (PreparedIceberg, "commit")],
    "rename": [(pathlib.Path, "replace")],
    "tidy": [(PreparedPlain, "tidy"), (PreparedIceberg, "tidy")],
}


def is_counted(step: str, arguments: tuple[Any, ...]) -> bool:
    return step != "rename" or arguments[1].parent.name == "tables"


def main() -> None:
    step, when, number, program, *rest = sys.argv[1:]
    calls = 0

    def killing(function: Callable[..., Any]) -> Callable[..., Any]:
        def act(*arguments: Any, **named: Any) -> Any:
            nonlocal calls
            calls += is_counted(step, arguments)
            is_it = is_counted(step, arguments) and calls == int(number)
            if is_it and when == "before":
                os.killpg(0, signal.SIGKILL)
            result = function(*arguments, **named)
            if is_it:
                os.killpg(0, signal.SIGKILL)
            return result

        return act

    for holder, name in STEPS[step]:
        setattr(holder, name, killing(getattr(holder, name)))
    sys.argv = [program, *rest]
    runpy.run_path(program, run_name="__main__")


main()
