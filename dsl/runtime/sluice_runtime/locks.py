"""Locks on a local lake folder, which end with the process, however that ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sluice_runtime.access import access_at, grant, make_folder
from sluice_runtime.errors import SluiceError
from sluice_runtime.state_files import check_state

_PAUSE = 0.1  # seconds


@contextmanager
def locked(path: Path, *, shared: bool = False, wait: float, busy: str) -> Iterator[None]:
    """Holds a lock of the operating system on a file, which is made where it is missing.

    Raises `SluiceError` with the sentence `busy` when others hold it for `wait` seconds.
    """
    access = access_at(path.parent)
    make_folder(path.parent, access)
    check_state(path, path.parent)
    deadline = time.monotonic() + wait
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, access.file), "ab") as file:
        grant(path, access)
        while True:
            try:
                fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise SluiceError(busy) from None
                time.sleep(_PAUSE)
        yield
