"""What is said and kept of a fault of our own: one line here, the place in a log that stays on this machine."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import traceback
from pathlib import Path

from engage_desktop import __version__, paths
from engage_desktop.cli import output, status
from engage_desktop.wording import tr

_BYTES = 512 * 1024


def report(error: Exception) -> int:
    """Write the fault down and say where; the exit status.

    The message of the exception is left out of the log: a database error quotes what was being written.
    """
    log = _written(error)
    if log is None:
        kind = type(error).__name__
        output.note(
            tr("Une erreur inattendue a arrêté Engage ({kind}) ; rien n'est à moitié fait.", kind=kind)
        )
    else:
        told = tr(
            "Une erreur inattendue a arrêté Engage ; rien n'est à moitié fait. Journal : {where}", where=log
        )
        output.note(told)
    return status.REFUSED


def _written(error: Exception) -> Path | None:
    with contextlib.suppress(OSError):
        path = paths.log_folder() / "engage.log"
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=_BYTES, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log = logging.getLogger("engage_desktop.cli")
        log.propagate = False
        log.addHandler(handler)
        try:
            frames = traceback.extract_tb(error.__traceback__)
            places = "\n".join(f"  {Path(each.filename).name}:{each.lineno} {each.name}" for each in frames)
            log.error("Engage %s: %s\n%s", __version__, type(error).__qualname__, places)
        finally:
            log.removeHandler(handler)
            handler.close()
        return path
    return None
