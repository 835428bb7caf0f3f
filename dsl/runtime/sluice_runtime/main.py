"""`sluice.py` as a program."""

import sys

from sluice_runtime.commands import COMMANDS, run_command
from sluice_runtime.runs import run_lake


def main() -> None:
    """Runs the command that the first argument names, else all jobs in one session."""
    if len(sys.argv) > 1 and sys.argv[1] in COMMANDS:
        run_command(sys.argv[1])
    else:
        run_lake()
