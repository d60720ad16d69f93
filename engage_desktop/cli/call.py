"""One call of the command line, from its words to its exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from engage_desktop import wording
from engage_desktop.cli import grammar, output, status
from engage_desktop.cli.parser import CallError
from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.wording import tr

_ENDING = ".engage"


class Render(Protocol):
    """What draws one screen of the window into a file."""

    def __call__(
        self,
        study: Path,
        *,
        screen: str,
        to: Path,
        size: tuple[int, int],
        theme: str,
        language: wording.Language,
    ) -> None:
        """Draw it."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What needs the window, brought by whoever knows it: `window` opens it, `render` draws one of its screens."""

    window: Callable[[Path | None], int]
    render: Render


Family = Mapping[str, Callable[[argparse.Namespace], int]]


def main(argv: Sequence[str], doors: Doors) -> int:
    """Do what the words of the call ask; gives the exit status and writes one line on standard error when refused."""
    output.speak_utf8()
    wording.use(_language(argv))
    try:
        done = _run(list(argv), doors)
        output.flush()
        return done
    except CallError as error:
        output.note(str(error))
        return status.CALL_OFF
    except EngageError as error:
        output.refuse(error)
        return status.of(error.reason)
    except (KeyboardInterrupt, Cancelled):
        output.note(tr("Interrompu : rien n'est resté à moitié fait."))
        return status.INTERRUPTED
    except BrokenPipeError:
        _leave_quietly()
        return status.UNREAD
    except OSError as error:
        detail = error.strerror or type(error).__name__
        output.refuse(EngageError(Reason.FILE_UNREADABLE, where=str(error.filename or ""), detail=detail))
        return status.REFUSED


def _run(argv: list[str], doors: Doors) -> int:
    words = _without_language(argv)
    if not words:
        return doors.window(None)
    if len(words) == 1 and _is_study(words[0]):
        return doors.window(Path(words[0]))
    try:
        call = grammar.parser().parse_args(grammar.glued(argv))
    except SystemExit as left:  # --help and --version say their piece and leave
        return int(left.code or 0)
    call.json = getattr(call, "json", False)
    if call.verb == "render":
        return _render(call, doors)
    return _family(call.verb)[call.verb](call)


def _render(call: argparse.Namespace, doors: Doors) -> int:
    from engage_desktop.cli import exports

    doors.render(
        call.study,
        screen=call.screen,
        to=call.to,
        size=call.size,
        theme=call.theme,
        language=wording.language(),
    )
    return exports.written(call, call.to)


def _family(verb: str) -> Family:
    """The module of a verb, imported only when that verb is asked for."""
    found: Family
    match verb:
        case "formats" | "import" | "undo-import":
            from engage_desktop.cli import sources

            found = sources.VERBS
        case "analyse" | "sentiment":
            from engage_desktop.cli import sentiment

            found = sentiment.VERBS
        case "kpi":
            from engage_desktop.cli import indicators

            found = indicators.VERBS
        case "verbatims":
            from engage_desktop.cli import verbatims

            found = verbatims.VERBS
        case "themes":
            from engage_desktop.cli import themes

            found = themes.VERBS
        case "code" | "agreement":
            from engage_desktop.cli import coding

            found = coding.VERBS
        case "turns":
            from engage_desktop.cli import turns

            found = turns.VERBS
        case "form" | "export" | "dump":
            from engage_desktop.cli import exports

            found = exports.VERBS
        case "aspects":
            from engage_desktop.cli import aspects

            found = aspects.VERBS
        case "lexicon":
            from engage_desktop.cli import lexicon

            found = lexicon.VERBS
        case "report":
            from engage_desktop.cli import reports

            found = reports.VERBS
        case _:
            from engage_desktop.cli import studies

            found = studies.VERBS
    return found


def _language(argv: Sequence[str]) -> wording.Language:
    """The language asked for, needed before the call can be parsed in it."""
    spoken: wording.Language = "fr"
    for at, word in enumerate(argv):
        if word == "--lang=en" or (word == "en" and at and argv[at - 1] == "--lang"):
            spoken = "en"
    return spoken


def _without_language(argv: list[str]) -> list[str]:
    left: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("--lang="):
            left.append(word)
    return left


def _is_study(word: str) -> bool:
    """Whether a lone word is a file to open in the window rather than a misspelt verb."""
    if word.startswith("-") or "\0" in word or word in grammar.VERBS:
        return False
    return word.lower().endswith(_ENDING) or Path(word).is_file()


def _leave_quietly() -> None:
    """The reader of our output left: nothing more may be written, not even at the end of the process."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as the process
