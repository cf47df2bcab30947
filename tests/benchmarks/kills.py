"""
Kill ``load``, ``check`` and ``publish`` at random moments, and see that nothing is lost.

``python -m tests.benchmarks.kills [KILLS] [SEED]``. Each run is to take a folder from what it was
to what it shall be. It is killed by SIGKILL, by turns with all its processes and alone; then the
folder must hold the one or the other, whole, and the next run must give what a run gives that
nobody kills, and leave nothing else behind.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from plangraph.store.disk import is_store, open_store
from tests.benchmarks.generator.writing import Order, write_folders

KILLS: Final = 50
SEED: Final = 7
PLANS: Final = 4
PATIENCE: Final = 30.0
"""Seconds that processes get to end when the one is killed that began them."""

ROOT: Final = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Work:
    """A command that changes a folder, and what a reader finds there."""

    name: str
    words: tuple[str, ...]
    result: str
    read: Callable[[Path], str]

    def begin(self, at: Path) -> "subprocess.Popen[bytes]":
        """Begin the command in a group of processes of its own."""
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "XDG_CACHE_HOME": str(at / "cache"),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "plangraph", *self.list_words(at)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def list_words(self, at: Path) -> list[str]:
        """Give the words of the command: each plan, and where its result goes."""
        plans = [str(path) for path in sorted((at / "plans").iterdir())]
        named = [word.format(at=at) for word in self.words]
        return [self.name, *plans, *named]

    def find(self, at: Path) -> str:
        """Say what a reader finds; nothing, where there is no result."""
        return self.read(at / self.result) if (at / self.result).exists() else ""


def read_store(folder: Path) -> str:
    """Digest what a store holds."""
    if not is_store(folder):
        return ""
    return digest(str(quad).encode() for quad in sorted(open_store(folder).store, key=str))


def read_tree(folder: Path) -> str:
    """Digest the names and the bytes of all files of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest(
        part
        for path in files
        for part in (str(path.relative_to(folder)).encode(), path.read_bytes())
    )


def read_bytes(file: Path) -> str:
    """Digest a file."""
    return digest([file.read_bytes()])


def digest(parts: Iterator[bytes] | list[bytes]) -> str:
    """Digest parts, one after the other."""
    told = sha256()
    for part in parts:
        told.update(sha256(part).digest())
    return told.hexdigest()


LOAD: Final = Work("load", ("--store", "{at}/store"), "store", read_store)
CHECK: Final = Work("check", ("--jobs", "2", "-o", "{at}/found.jsonl"), "found.jsonl", read_bytes)
PUBLISH: Final = Work("publish", ("{at}/site", "--allow-findings"), "site", read_tree)


def list_names(at: Path) -> set[str]:
    """Name all that lies in a folder, but for plans and files of a store or a site."""
    found = set()
    for path in at.rglob("*"):
        first, *others = path.relative_to(at).parts
        if (first == "site" and others) or first == "plans":
            continue
        if first == "store" and others and others[0].startswith("data-"):
            # Each load calls its data otherwise, and there is one folder of them.
            others = [f"data {len(list((at / 'store').glob('data-*')))}"]
        found.add("/".join((first, *others)))
    return found


def kill(process: "subprocess.Popen[bytes]", *, alone: bool) -> bool:
    """Kill a command, alone or with all its processes; tell whether none of them lives on."""
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            os.killpg(process.pid, 0)
        except (ProcessLookupError, PermissionError):
            return True
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    return False


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder as it was, and what is found and lies in it before and after the work."""

    work: Work
    home: Path
    old: str
    new: str
    names: set[str]
    lasts: float

    @property
    def at(self) -> Path:
        """The folder at work."""
        return self.home / "at"

    def restore(self) -> None:
        """Put everything back to what it was."""
        shutil.rmtree(self.at, ignore_errors=True)
        shutil.copytree(self.home / "old", self.at)

    def try_at(self, moment: float, *, alone: bool) -> Counter[str]:
        """Kill one run at a moment; say what was found, and what was wrong."""
        self.restore()
        process = self.work.begin(self.at)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            pass
        else:
            return Counter(("over",))
        told = Counter(("killed",))
        told["lived on"] += not kill(process, alone=alone)
        found = self.work.find(self.at)
        told[{self.old: "old", self.new: "new", "": "put aside"}.get(found, "WRONG")] += 1
        told["left something"] += bool(list_names(self.at) - self.names)
        done = self.work.begin(self.at).wait()
        right = done in (0, 1) and self.work.find(self.at) == self.new
        told["NEXT WRONG"] += not right
        told["STILL LEFT"] += list_names(self.at) != self.names
        return told


def set_scene(work: Work, home: Path, plans: int, seed: int) -> Scene:
    """Make plans, do the work for their first revision, and see what the second would give."""
    at = home / "at"
    write_folders(Order(seed, plans), at / "plans")
    work.begin(at).wait()
    old = work.find(at)
    shutil.rmtree(at / "plans")
    write_folders(Order(seed, plans, edited=1.0), at / "plans")
    shutil.copytree(at, home / "old")
    begin = time.monotonic()
    work.begin(at).wait()
    lasts = time.monotonic() - begin
    scene = Scene(work, home, old, work.find(at), list_names(at), lasts)
    assert scene.old not in ("", scene.new)
    return scene


def main() -> int:
    """Kill each command as often as the others, and print what came of it."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else SEED)
    columns = ("killed", "old", "new", "put aside", "left something", "lived on")
    faults = ("WRONG", "NEXT WRONG", "STILL LEFT")
    print("| command | lasts [s] |", " | ".join((*columns, *faults)), "|")
    print("|---" * (2 + len(columns) + len(faults)) + "|")
    total = Counter[str]()
    works = ((LOAD, PLANS), (CHECK, PLANS), (PUBLISH, 1))
    for number, (work, plans) in enumerate(works):
        wanted = kills // len(works) + (number < kills % len(works))
        with tempfile.TemporaryDirectory(prefix="plangraph-kills-") as name:
            scene = set_scene(work, Path(name), plans, number)
            told = Counter[str]()
            while told["killed"] < wanted:
                alone = told["killed"] % 2 == 1
                told += scene.try_at(chance.uniform(0, scene.lasts), alone=alone)
        figures = (str(told[column]) for column in (*columns, *faults))
        print(f"| {work.name} | {scene.lasts:.1f} |", " | ".join(figures), "|", flush=True)
        total += told
    wrong = sum(total[fault] for fault in (*faults, "lived on"))
    print(f"{total['killed']} kills, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
