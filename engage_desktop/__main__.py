"""The one entry of the application: the window, a verb of the command line, or our own limited reader."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from engage_desktop.ui.theme import Mode
    from engage_desktop.wording import Language

_INTERRUPTED = 130  # a stop by the keyboard before the call was even read
_READER = "--engage-reader"  # `importers.limited.HIDDEN_ARGUMENT`, known here without importing it


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words of the call ask; the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [_READER]:
        from engage_desktop.importers import worker

        return worker.main(words)
    try:
        from engage_desktop import cli

        return cli.main(words, cli.Doors(_window, _render))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last word: one line, never a traceback
        return _failed(error)


def _window(study: Path | None) -> int:
    from engage_desktop.cli import display

    display.expect()
    from engage_desktop.app import run_window

    return run_window(study)


def _render(
    study: Path, *, screen: str, to: Path, size: tuple[int, int], theme: str, language: Language
) -> None:
    from engage_desktop.app import render

    render(study, screen=screen, to=to, size=size, theme=cast("Mode", theme), language=language)


def _failed(error: Exception) -> int:
    """One line for what nobody foresaw; where it happened goes to the local log, never what was being read."""
    from engage_desktop.cli import faults

    return faults.report(error)


if __name__ == "__main__":
    sys.exit(main())
