"""The lexicon's tables are well written: what a maintainer may get wrong when adding an entry."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from engage_desktop.models.emotions import Emotion

FOLDER = Path(__file__).parents[2] / "resources" / "lexicons"
HEADER = ["entry", "strength", "pos", "pack", "note"]
KINDS = {"adj", "noun", "verb", "adv", "interj", "expr", "emoji"}
PACKS = {
    "relation_client", "restauration", "sante", "culture",
    "transport", "administration", "associations", "reseaux_sociaux",
}  # fmt: skip
TABLES = [path for path in sorted(FOLDER.glob("*.tsv")) if path.name not in ("sms.tsv", "modifiers.tsv")]
FLOORS = {
    "base.tsv": 6_000,
    "expressions.tsv": 9_000,
    "emoji.tsv": 150,
    "packs.tsv": 1_500,
    "sms.tsv": 500,
    "emotions.tsv": 900,
}


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def collated(entry: str) -> tuple[str, str]:
    """A simple French order: without accents first, then as written."""
    parted = unicodedata.normalize("NFD", entry.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(each for each in parted if not unicodedata.combining(each)), entry


@pytest.fixture(params=TABLES, ids=lambda path: path.name)
def table(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_line_has_its_five_cells(table: Path) -> None:
    header, *lines = rows(table)
    assert header == HEADER
    assert not [
        line for line in lines if len(line) != 5 or not line[0] or line != [cell.strip() for cell in line]
    ]


def test_strengths_are_halves_from_minus_four_to_four(table: Path) -> None:
    strengths = {line[1] for line in rows(table)[1:]}
    assert strengths <= {"0", *(f"{half / 2:+g}" for half in range(-8, 9) if half)}


def test_parts_of_speech_and_packs_are_known(table: Path) -> None:
    lines = rows(table)[1:]
    assert {line[2] for line in lines} <= KINDS
    emotions = {each.value for each in Emotion}
    assert {line[3] for line in lines} <= (emotions if table.name == "emotions.tsv" else {"base", *PACKS})


def test_entries_are_composed_small_letters_with_straight_apostrophes(table: Path) -> None:
    for entry, *_rest in rows(table)[1:]:
        assert entry == unicodedata.normalize("NFC", entry), entry
        assert "’" not in entry, entry
        assert entry == entry.lower() or table.name == "emoji.tsv", entry


def test_entries_are_sorted(table: Path) -> None:
    keys = [(collated(line[0]), line[3]) for line in rows(table)[1:]]
    assert keys == sorted(keys)


def test_no_entry_is_given_twice_in_a_pack() -> None:
    counted = Counter((line[0], line[3]) for path in TABLES for line in rows(path)[1:])
    assert not [each for each, times in counted.items() if times > 1]


def test_every_pack_has_at_least_eighty_entries_of_its_own() -> None:
    counted = Counter(line[3] for line in rows(FOLDER / "packs.tsv")[1:])
    assert set(counted) == PACKS
    assert min(counted.values()) >= 80


def test_a_gap_stands_between_two_words() -> None:
    entries = [line[0].split() for line in rows(FOLDER / "expressions.tsv")[1:]]
    assert not [words for words in entries if "~" in (words[0], words[-1])]


def test_a_single_word_has_one_sign_whatever_the_table() -> None:
    signs: dict[str, set[bool]] = {}
    for name in ("base.tsv", "expressions.tsv", "emoji.tsv"):
        for entry, strength, *_rest in rows(FOLDER / name)[1:]:
            if float(strength):
                signs.setdefault(entry, set()).add(float(strength) > 0)
    assert not [entry for entry, found in signs.items() if len(found) > 1]


def test_texted_words_are_single_words_that_mean_something_else() -> None:
    header, *lines = rows(FOLDER / "sms.tsv")
    assert header == ["written", "meaning", "note"]
    assert not [
        line for line in lines if len(line) != 3 or not line[1] or " " in line[0] or line[0] == line[1]
    ]
    assert [line[0] for line in lines] == [
        line[0] for line in sorted(lines, key=lambda each: collated(each[0]))
    ]
    assert len({line[0] for line in lines}) == len(lines)


@pytest.mark.parametrize("name", FLOORS)
def test_tables_keep_their_breadth(name: str) -> None:
    assert len(rows(FOLDER / name)) > FLOORS[name]
