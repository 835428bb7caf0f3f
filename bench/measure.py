"""Runs a command and prints, as JSON, what it took: wall clock and processor in milliseconds, peak memory in MiB.

The command's output goes to stderr. Exits with the command's exit code.
"""

import json
import resource
import subprocess
import sys
import time


def main() -> int:
    start = time.monotonic()
    code = subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False).returncode
    wall = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    per_mebibyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(
        json.dumps(
            {
                "wall": wall * 1000,
                "processor": (used.ru_utime + used.ru_stime) * 1000,
                "memory": used.ru_maxrss / per_mebibyte,
            }
        )
    )
    return code


if __name__ == "__main__":
    sys.exit(main())
