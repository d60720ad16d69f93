"""Every word that a person reads: French first, English complete beside it.

French is the language of the source: `tr("Choisir un fichier…")` gives the French sentence with its typography
(apostrophes, narrow spaces) or its English translation from `resources/translations/en`. Only `ui`, `cli` and
`app` import this package; charts and decks receive their labels as values.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from typing import Literal

from engage_desktop import paths
from engage_desktop.wording import typography

Language = Literal["fr", "en"]


class _Current:
    """The language in use by this process; the one piece of state that words cannot do without."""

    language: Language = "fr"


def use(language: Language) -> None:
    """Speak `language` from now on."""
    _Current.language = language
    _french.cache_clear()


def language() -> Language:
    """The language in use."""
    return _Current.language


@lru_cache(maxsize=1)
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("engage", paths.resources() / "translations", languages=["en"], fallback=True)


@lru_cache(maxsize=4096)
def _french(text: str) -> str:
    return typography.french(text)


def tr(text: str, **values: object) -> str:
    """`text` in the language in use, its `{names}` filled with `values`."""
    said = _french(text) if _Current.language == "fr" else _catalogue().gettext(text)
    return said.format(**values) if values else said


def tn(one: str, many: str, n: int, **values: object) -> str:
    """The singular or plural of a sentence with `{n}` (shown with its thousands' spaces)."""
    from engage_desktop.wording.typography import integer

    french = _Current.language == "fr"
    said = _french(one if abs(n) < 2 else many) if french else _catalogue().ngettext(one, many, n)
    return said.format(n=integer(n), **values)
