"""
Locks that the system gives back when a process ends, however it ends.
"""

import sys

if sys.platform == "win32":
    import msvcrt

    def take_lock(handle: int) -> None:
        """
        Take the lock of an open file, which is held until the file is closed.

        Raises:
            OSError: Another process holds it.
        """
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take_lock(handle: int) -> None:
        """
        Take the lock of an open file, which is held until the file is closed.

        Raises:
            OSError: Another process holds it.
        """
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
