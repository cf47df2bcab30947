"""
Show a cluster at work: two workers judge made plans, one is killed, and the report is the same.

``make demo-cluster`` runs it; a number as argument says how many plans.
"""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from distributed import LocalCluster

from tests.benchmarks.generator.writing import Order, write_folders

PLANS: Final = 40
KILLED_AFTER: Final = 4.0
"""Seconds after which a worker is killed: in the middle, where there are enough plans."""


def check(folders: list[Path], *options: str) -> tuple[str, float]:
    """Check plans by the command, and give the digest of the report and the seconds."""
    command = [sys.executable, "-m", "plangraph", "check", *map(str, folders), "--no-cache"]
    begin = time.perf_counter()
    done = subprocess.run([*command, *options], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.returncode)
    return hashlib.sha256(done.stdout).hexdigest(), time.perf_counter() - begin


def kill_later(cluster: LocalCluster) -> threading.Timer:
    """Kill a worker of the cluster after a while, as a machine that fails would."""

    def kill() -> None:
        worker = min(cluster.workers)
        pid = cluster.workers[worker].pid
        os.kill(pid, signal.SIGKILL)
        print(f"killed worker {worker} (process {pid})", flush=True)

    timer = threading.Timer(KILLED_AFTER, kill)
    timer.start()
    return timer


def main() -> int:
    """Check in one process, then on two workers with one killed, and compare the reports."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PLANS
    with tempfile.TemporaryDirectory() as name:
        folders = write_folders(Order(1, number), Path(name))
        alone, took = check(folders, "--jobs", "1")
        print(f"one process: {number} plans, {took:.1f} s, report {alone[:16]}", flush=True)
        with LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as cluster:
            print(f"two workers at {cluster.scheduler_address}", flush=True)
            timer = kill_later(cluster)
            shared, took = check(folders, "--scheduler", cluster.scheduler_address)
            timer.cancel()
        print(f"two workers: {number} plans, {took:.1f} s, report {shared[:16]}")
    print("the same report" if alone == shared else "THE REPORTS DIFFER")
    return 0 if alone == shared else 1


if __name__ == "__main__":
    sys.exit(main())
