"""Locks on a local lake folder, which end with the process, however that ends."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sluice_runtime.errors import SluiceError

_PAUSE = 0.1  # seconds


@contextmanager
def locked(path: Path, *, shared: bool = False, wait: float, busy: str) -> Iterator[None]:
    """Holds a lock of the operating system on a file, which is made where it is missing.

    Raises `SluiceError` with the sentence `busy` when others hold it for `wait` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    with path.open("ab") as file:
        while True:
            try:
                fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise SluiceError(busy) from None
                time.sleep(_PAUSE)
        yield
