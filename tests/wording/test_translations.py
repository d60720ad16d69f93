"""The English catalogue says everything that the French source says, with the same facts, and nothing else."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from babel.messages import mofile, pofile

from engage_desktop import paths, wording
from engage_desktop.operations.formats import list_formats
from engage_desktop.wording import tn, tr

PACKAGE = Path(wording.__file__).parents[1]
CATALOGUE = PACKAGE.parent / "resources" / "translations" / "en" / "LC_MESSAGES" / "engage.po"

HOLE = re.compile(r"\{(\w*)\}")
FRENCH = re.compile(
    r"[àâçéèêëîïôùûüÿœÀÂÇÉÈÊÎÔÛŒ«»\u00a0\u202f]|"
    r"\b(?:aucune?|aux?|avec|ce|cette|dans|de|des|du|elle|est|et|il|la|le|les|leurs?|n'|ne|nos|notre|ou|par|pas|"
    r"pour|qu'|que|qui|sans|ses|sur|une?|vos|votre|vous)\b",
    re.IGNORECASE,
)
# What a file holds is quoted as it stands there, in any language.
FROM_FILES = ("Fichier de données produit par Sphinx iQ", "Horodateur")
PRODUCTS = frozenset(
    {
        "Bluesky",
        "Bluesky (CAR)",
        "Brandwatch",
        "Buffer",
        "Discord (CSV)",
        "Discord (JSON)",
        "Discord (TXT)",
        "Discourse (CSV)",
        "Discourse (Data Explorer)",
        "Discourse (JSON)",
        "Discourse (ZIP)",
        "Freshdesk (tickets)",
        "Google Analytics 4 (CSV)",
        "Google Forms",
        "Hootsuite",
        "KoboToolbox / ODK",
        "LimeSurvey",
        "LinkedIn (messages)",
        "Mastodon",
        "Matomo (CSV)",
        "Meltwater",
        "Mention",
        "Messenger / Instagram (messages)",
        "Meta Business Suite",
        "Microsoft Forms",
        "Qualtrics",
        "Reddit",
        "Sphinx iQ",
        "SurveyMonkey",
        "Talkwalker",
        "Telegram",
        "TikTok",
        "Typeform",
        "WhatsApp",
        "X (API v2)",
        "YouTube (API)",
        "YouTube (Takeout)",
        "Zendesk (JSON)",
        "Zendesk (tickets)",
    }
)
# Words that are the same in both languages.
SHARED = frozenset(
    re.findall(
        r"\S+",
        """
        actions arguments aspect aspects scores base cause ces code codes contact conversion conversions csat csv date dates description docx e effort figure
        format iban id import impressions interactions iris json mails mention mentions n navigation newcombe nps occurrence occurrences ods odt olive options pages
        page document documents passage passages surprise
        participant participants plus point points pt pts question questionnaire questions rose satisfaction segment
        asknicely delighted dta formbricks limesurvey retently sav segments sentiment sessions source sources
        spss srt stata tally ticket tickets tsv txt type variable verbatim verbatims version vtt vv xls xlsx
        zoom zsav χ²
        associations calibration concordance corpus culture total transport verdict
        """,
    )
)

Said: TypeAlias = str | tuple[str, str]


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every call of `tr` and `tn` in the package, with its place."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("tr", "tn"):
                found.append((f"{path.relative_to(PACKAGE)}:{node.lineno}", node))
    return tuple(found)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@cache
def said() -> dict[Said, str]:
    """Every sentence of the code (a pair when it is counted), and where it is first said."""
    found: dict[Said, str] = {}
    for where, call in calls():
        words = tuple(each.value for each in call.args if isinstance(each, ast.Constant))
        if _name(call.func) == "tn":
            one, many = (str(each) for each in words[:2])
            found.setdefault((one, many), where)
        elif words:
            found.setdefault(str(words[0]), where)
    for each in list_formats():
        found.setdefault(each.how, f"format {each.id}")
        if each.name not in PRODUCTS:
            found.setdefault(each.name, f"format {each.id}")
    return found


@cache
def catalogue() -> dict[Said, Said]:
    """What the catalogue says, by what the source says."""
    with CATALOGUE.open("rb") as file:
        read = pofile.read_po(file, locale="en", abort_invalid=True)
    return {_key(each.id): _key(each.string) for each in read if each.id}


def _key(words: str | list[str] | tuple[str, ...] | None) -> Said:
    if words is None or isinstance(words, str):
        return words or ""
    return words[0], words[1]


def forms(words: Said) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def pairs() -> Iterator[tuple[str, str]]:
    """Every French form with its English one."""
    for french, english in catalogue().items():
        yield from zip(forms(french), forms(english), strict=True)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A resources folder whose catalogue was just compiled."""
    resources = tmp_path_factory.mktemp("resources")
    target = resources / "translations" / "en" / "LC_MESSAGES" / "engage.mo"
    target.parent.mkdir(parents=True)
    with CATALOGUE.open("rb") as source, target.open("wb") as file:
        mofile.write_mo(file, pofile.read_po(source, locale="en"))
    return resources


@pytest.fixture
def english(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English, from the catalogue just compiled."""
    monkeypatch.setattr(paths, "resources", lambda: compiled)
    wording._catalogue.cache_clear()
    wording.use("en")
    yield
    wording._catalogue.cache_clear()


# the source


def test_every_sentence_is_written_out_where_it_is_said() -> None:
    """A sentence held in a variable is not found by the catalogue; formats are listed above, by `said`."""
    held = {
        ast.unparse(argument): where
        for where, call in calls()
        for argument in call.args[: 1 if _name(call.func) == "tr" else 2]
        if not isinstance(argument, ast.Constant)
    }
    assert set(held) <= {"each.name", "each.how"}, held


def test_the_source_is_typed_with_plain_apostrophes_and_spaces() -> None:
    dressed = {
        words: where
        for words, where in said().items()
        if re.search("[’\u00a0\u202f]|\\.\\.\\.", "".join(words))
    }
    assert not dressed


def test_no_sentence_is_empty() -> None:
    """An empty one would be answered with the head of the catalogue."""
    assert not [where for words, where in said().items() if not all(forms(words))]


def test_one_singular_has_one_plural() -> None:
    plurals: dict[str, set[str]] = {}
    for words in said():
        plurals.setdefault(forms(words)[0], set()).add(forms(words)[-1])
    assert not {one: many for one, many in plurals.items() if len(many) > 1}


# the catalogue


def test_every_sentence_has_its_english() -> None:
    known = catalogue()
    missing = {words: where for words, where in said().items() if not all(forms(known.get(words, "")))}
    assert not missing
    assert len(known) > 500


def test_the_catalogue_says_nothing_that_the_code_does_not() -> None:
    assert not sorted(forms(words) for words in catalogue().keys() - said().keys())


def test_english_carries_the_same_facts() -> None:
    wrong = [(fr, en) for fr, en in pairs() if sorted(set(HOLE.findall(fr))) != sorted(set(HOLE.findall(en)))]
    assert not wrong


def test_no_french_is_left_in_english() -> None:
    left = []
    for _, en in pairs():
        bare = HOLE.sub("", en)
        for quoted in FROM_FILES:
            bare = bare.replace(quoted, "")
        if FRENCH.search(bare):
            left.append(en)
    assert not left


def test_the_same_words_are_those_that_both_languages_share() -> None:
    left = []
    for fr, en in pairs():
        words = re.findall(r"[^\W\d_]+", HOLE.sub("", en).lower())
        if fr == en and not set(words) <= SHARED:
            left.append(en)
    assert not left


def test_english_has_its_own_typography() -> None:
    wrong = re.compile(r" [:;?!%]|\.\.\.|(?<=\w)'(?=\w)|[«»]|^\s+$")
    assert not [en for _, en in pairs() if wrong.search(en)]


def test_english_ends_as_french_does() -> None:
    """A label stays a label, a sentence a sentence, and what opens a dialog keeps its ellipsis."""

    def end(text: str) -> str:
        return text[-1] if text and text[-1] in ".…?: " else ""

    abbreviated = {"N°": "No.", "N° de réponse": "Response no."}
    assert not [(fr, en) for fr, en in pairs() if end(fr) != end(en) and abbreviated.get(fr) != en]


def test_the_catalogue_is_sorted_and_signed_by_the_project_alone() -> None:
    with CATALOGUE.open("rb") as file:
        read = pofile.read_po(file, locale="en")
    head = CATALOGUE.read_text(encoding="utf-8").split("\n\n", 1)[0]
    keys = re.findall(r'^"([A-Za-z-]+): ', head, re.MULTILINE)
    assert set(keys) == {
        "Project-Id-Version", "Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert '"Project-Id-Version: Engage Desktop ' in head
    ids = [forms(_key(each.id))[0] for each in read if each.id]
    assert ids == sorted(ids)


# in use


def test_the_compiled_catalogue_loads(compiled: Path) -> None:
    loaded = gettext.translation("engage", compiled / "translations", languages=["en"])
    for words, english in catalogue().items():
        if isinstance(words, str):
            assert loaded.gettext(words) == english
        else:
            assert (loaded.ngettext(*words, 1), loaded.ngettext(*words, 2)) == english


def test_french_is_given_its_typography() -> None:
    assert tr("Et ensuite ?") == "Et ensuite\u202f?"
    assert tr("Enquête : {name}", name="Vélos") == "Enquête\u00a0: Vélos"
    assert tr("Où se trouve « {title} » ?", title="A") == "Où se trouve «\u202fA\u202f»\u202f?"
    assert tr("Ce dossier n'existe pas.") == "Ce dossier n’existe pas."
    assert tr("IC 95 %") == "IC 95\u202f%"


def test_a_name_is_not_retouched_by_the_sentence_around_it() -> None:
    assert tr("Enquête : {name}", name='C\'est "ça" ?') == 'Enquête\u00a0: C\'est "ça" ?'


def test_french_counts_from_two_in_the_plural() -> None:
    counted = [tn("{n} réponse", "{n} réponses", n) for n in (0, 1, 2, 1204)]
    assert counted == ["0 réponse", "1 réponse", "2 réponses", "1\u202f204 réponses"]


@pytest.mark.usefixtures("english")
def test_english_is_said_as_the_catalogue_has_it() -> None:
    assert tr("Et ensuite ?") == "What next?"
    assert tr("Enquête : {name}", name="Vélos") == "Survey: Vélos"
    assert tr("Où se trouve « {title} » ?", title="A") == "Where is “A”?"
    assert tr("IC 95 %") == "95% CI"


@pytest.mark.usefixtures("english")
def test_english_counts_one_alone_in_the_singular() -> None:
    counted = [tn("{n} réponse", "{n} réponses", n) for n in (0, 1, 2, 1204)]
    assert counted == ["0 responses", "1 response", "2 responses", "1,204 responses"]


@pytest.mark.usefixtures("english")
def test_formats_are_named_in_english() -> None:
    named = {each.id: tr(each.name) for each in list_formats()}
    assert named["csv"] == "Table (CSV, TSV)"
    assert named["qualtrics"] == "Qualtrics"
    assert not [each.how for each in list_formats() if tr(each.how) == each.how]


@pytest.mark.usefixtures("english")
def test_a_sentence_without_english_is_said_in_french_rather_than_not_at_all() -> None:
    assert tr("Phrase inconnue.") == "Phrase inconnue."
