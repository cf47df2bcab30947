"""Drives Chromium over two pipes, and notes what it requests and complains of."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
SETTINGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--remote-debugging-pipe",
)
PATIENCE = 60.0


class Browser:
    """A browser with one tab."""

    def __init__(self, profile: Path) -> None:
        assert PROGRAM is not None
        theirs_in, self.out = os.pipe()
        self.inward, theirs_out = os.pipe()
        # The browser reads from 3 and writes to 4; high numbers keep the two from colliding.
        shell = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        words = [PROGRAM, *SETTINGS, f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(
            ["/bin/bash", "-c", shell, *words],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.number = 0
        self.session = ""
        self.left = b""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session = str(attached["sessionId"])
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and wait for its result."""
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self._note(answer)

    def open(self, url: str, until: str) -> None:
        """Open a page, and wait until an expression is true in it."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=url)
        self.wait(until)

    def press(self, key: str, code: int, *, control: bool = False) -> None:
        """Press and let go a key, by its name and its number."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 and not control else "")
        told = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        down = "keyDown" if text else "rawKeyDown"
        self.call("Input.dispatchKeyEvent", type=down, **told, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    def wait(self, until: str) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"Boolean({until})"):
            assert time.monotonic() < end, self.evaluate("document.body.innerText")
            time.sleep(0.1)

    def evaluate(self, expression: str) -> Any:
        """Give the value of an expression in the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    def close(self) -> None:
        """End the browser."""
        self.process.terminate()
        self.process.wait(timeout=20)
        os.close(self.out)
        os.close(self.inward)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self.left:
            part = os.read(self.inward, 1 << 16)
            assert part, "the browser has gone"
            self.left += part
        message, _, self.left = self.left.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif event.get("method") == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])
        elif event.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(told["exceptionDetails"]))
