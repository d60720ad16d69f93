"""An `argparse` that speaks the language in use and raises instead of leaving the process."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from engage_desktop.wording import language, tr


class CallError(Exception):
    """The words of a call are off; the text is the one line to say."""


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are in French or English."""

    def __init__(self, **given: object) -> None:
        given.setdefault("formatter_class", _Help)
        given.setdefault("allow_abbrev", False)
        super().__init__(add_help=False, **given)  # type: ignore[arg-type] # handed on as they came
        self.add_argument("-h", "--help", action="help", help=tr("montre cette aide"))

    def error(self, message: str) -> NoReturn:
        """Raise what is off, in the language in use."""
        advice = tr("Voir : {call} --help", call=self.prog)
        raise CallError(f"{_said(message)} {advice}")


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)

    def start_section(self, heading: str | None) -> None:
        titles = {
            "positional arguments": tr("Arguments"),
            "options": tr("Options"),
        }
        before_colon = "\u00a0" if language() == "fr" else ""
        super().start_section(f"{titles.get(heading or '', heading)}{before_colon}")

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Text of several lines keeps the lines that begin with a blank."""
        head, *lines = text.split("\n")
        return "\n".join((super()._fill_text(head, width, indent), *lines))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, tr("Appel : ") if prefix is None else prefix)


def _said(message: str) -> str:
    """What argparse says, in the language in use; a wording that we do not know is kept."""
    named = re.fullmatch(r"argument (.+?): (.*)", message, re.DOTALL)
    if named:
        return tr("{option} : {what}", option=named[1], what=_said(named[2]))
    for pattern, words in (
        (r"the following arguments are required: (.*)", tr("il manque {0}.")),
        (r"one of the arguments (.*) is required", tr("il faut l'un de : {0}.")),
        (r"unrecognized arguments: (.*)", tr("« {0} » n'est pas compris.")),
        (r"expected one argument", tr("il faut une valeur.")),
        (r"expected at (?:least|most) one argument", tr("il faut une valeur.")),
        (r"ignored explicit argument (.*)", tr("cette option ne prend pas de valeur ({0}).")),
        (r"not allowed with argument (.*)", tr("ne va pas avec {0}.")),
        (
            r"invalid choice: (.*?)(?:, maybe you meant.*?)? \(choose from (.*)\)",
            tr("« {0} » n'est pas l'un de : {1}."),
        ),
        (r"invalid \w+ value: (.*)", tr("« {0} » n'est pas un nombre entier.")),
    ):
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*(part.replace("'", "") for part in found.groups()))
    return message


def text(given: str) -> str:
    """A text in whole characters: bytes that the locale could not read are taken as UTF-8."""
    try:
        return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return given.encode("utf-8", "replace").decode("utf-8")


def path(given: str) -> Path:
    """A path that a system could hold."""
    if not given.strip() or "\0" in given:
        raise argparse.ArgumentTypeError(tr("il faut le nom d'un fichier."))
    return Path(given)


def count(given: str) -> int:
    """A whole number from 1."""
    if not re.fullmatch(r"[0-9]{1,9}", given) or int(given) < 1:
        raise argparse.ArgumentTypeError(
            tr("« {given} » n'est pas un nombre entier à partir de 1.", given=given)
        )
    return int(given)


def number(given: str) -> int:
    """A whole number from 0."""
    return 0 if given == "0" else count(given)


def strength(given: str) -> float:
    """A strength from −4 to 4, written with a point or a comma."""
    if not re.fullmatch(r"[-−+]?[0-9]{1,2}(?:[.,][0-9]{1,2})?", given):
        raise argparse.ArgumentTypeError(tr("« {given} » n'est pas une force, de −4 à 4.", given=given))
    return float(given.replace("−", "-").replace(",", "."))


def size(given: str) -> tuple[int, int]:
    """A width and a height in pixels, written 1440x900."""
    found = re.fullmatch(r"([0-9]{3,4})[x×]([0-9]{3,4})", given)
    if found is None:
        raise argparse.ArgumentTypeError(
            tr("« {given} » n'est pas une taille, telle que 1440x900.", given=given)
        )
    return int(found[1]), int(found[2])
