"""How long work tells where it stands and learns that it must stop."""

from __future__ import annotations

import threading
from collections.abc import Callable

from engage_desktop.errors import Cancelled

Listener = Callable[[int, int, str], None]


class Progress:
    """The report of one job, and the point where « Arrêter » takes effect.

    `step` may be called from any thread; it raises `Cancelled` once `cancel` was called. `total` is 0 while
    unknown. `label` is an identifier of the stage ("reading", "writing", "search", "scoring"…): words for
    people are made in `wording`.
    """

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._cancelled = threading.Event()

    def step(self, done: int, total: int, label: str) -> None:
        """Say that `done` of `total` is done; raise `Cancelled` if a stop was asked for."""
        if self._cancelled.is_set():
            raise Cancelled
        if self._listener is not None:
            self._listener(done, total, label)

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._cancelled.is_set()
