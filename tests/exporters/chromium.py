"""A page in Debian's Chromium, driven over its debugging pipe: what a respondent would do, without a driver."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BINARY = shutil.which("chromium") or shutil.which("chromium-browser") or ""
_PATIENCE = 30.0  # seconds


class Page:
    """One page: `run` evaluates JavaScript in it, `key` presses a key, `picture` draws it."""

    def __init__(self, to_browser: int, from_browser: int, downloads: Path) -> None:
        self._out, self._in = to_browser, from_browser
        self._waiting = b""
        self._number = 0
        self._session = ""
        self.downloads = downloads
        self.told: list[dict[str, Any]] = []  # events, console and policy violations among them
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """Send one command and wait for its result."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.told.append(answer)

    def open(self, path: Path) -> None:
        """Load a file and wait until it is there."""
        self.told.clear()
        self.ask("Page.navigate", url=path.resolve().as_uri())
        self.until("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until the expression is true."""
        end = time.monotonic() + _PATIENCE
        while not self.run(script):
            assert time.monotonic() < end, script

    def key(self, key: str) -> None:
        """Press and let go of a key."""
        codes = {"Tab": 9, "Enter": 13, " ": 32, "ArrowRight": 39, "ArrowDown": 40}
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        for kind in ("keyDown", "keyUp"):
            values: dict[str, Any] = {
                "type": kind,
                "key": key,
                "windowsVirtualKeyCode": codes.get(key, ord(key[0])),
            }
            if text and kind == "keyDown":
                values["text"] = text
            self.ask("Input.dispatchKeyEvent", **values)

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        """Be a screen of that size."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, path: Path) -> None:
        """Draw the page into a PNG."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + _PATIENCE
        while b"\0" not in self._waiting:
            left = end - time.monotonic()
            assert left > 0, "the browser is silent"
            assert select.select([self._in], [], [], left)[0], "the browser is silent"
            read = os.read(self._in, 65536)
            assert read, "the browser is gone"
            self._waiting += read
        one, self._waiting = self._waiting.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(one)
        return answer


@contextlib.contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A page in a fresh profile under `folder`; downloads arrive in `folder / "downloads"`."""
    downloads = folder / "downloads"
    downloads.mkdir()
    browser_reads, we_write = os.pipe()
    we_read, browser_writes = os.pipe()
    fixed = f'exec {BINARY} "$@" 3<&{browser_reads} 4>&{browser_writes}'
    call = ["bash", "-c", fixed, "chromium", "--headless=new", "--remote-debugging-pipe", "--no-first-run",
            "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--mute-audio",
            f"--user-data-dir={folder / 'profile'}"]  # fmt: skip
    if os.geteuid() == 0:
        call.append("--no-sandbox")  # Chromium refuses its sandbox to root
    process = subprocess.Popen(
        call,
        pass_fds=(browser_reads, browser_writes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(browser_reads)
    os.close(browser_writes)
    try:
        page = Page(we_write, we_read, downloads)
        yield page
        page._session = ""
        with contextlib.suppress(AssertionError, OSError):
            page.ask("Browser.close")
    finally:
        os.close(we_write)
        os.close(we_read)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()
