"""Formats that are no table yet: asked on content, flattened, then on the road of every table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import formats
from engage_desktop.importers.adapters import Adapter, Head, Row, table_of
from engage_desktop.importers.profile import declared
from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import Role, RowProblem, SourceKind
from tests.importers.files import everything, mentions, text_file

ALARMS = declared(
    id="alarms", name="Alarmes", how="clé « alarms »", columns={"quand": Role.DATE, "quoi": Role.MENTION}
)


def alarms(head: Head) -> float:
    """Whether the file is of this test's own format."""
    return 0.9 if head.outline.has("alarms[].what") else 0.0


BROUGHT = Adapter(
    ALARMS,
    alarms,
    lambda _path, _layout, _progress: table_of(
        ("quand", "quoi"),
        [Row(1, ["2026-10-01", "Le vélo sonne"]), Row(2, ["2026-10-02", "(essai)"], "test_row")],
    ),
)


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another package brings `BROUGHT`."""
    from importlib.metadata import EntryPoint

    monkeypatch.setattr(EntryPoint, "load", lambda self: BROUGHT)
    monkeypatch.setattr(formats, "entry_points", lambda group: [EntryPoint("alarms", "x:y", group)])


@pytest.mark.usefixtures("brought")
def test_an_adapter_of_another_package_joins_the_road(tmp_path: Path) -> None:
    path = text_file(tmp_path, json.dumps({"alarms": [{"what": "x"}]}), name="export.bin")
    found = everything(path)
    assert recognise(path).format == "alarms"
    assert propose(path).mapping.kind is SourceKind.MENTIONS
    assert getattr(found[0], "text", "") == "Le vélo sonne"
    assert found[1] == RowProblem(2, "", "test_row", "2026-10-02 · (essai)")
    assert "alarms" in [each.id for each in formats.formats()]


@pytest.mark.usefixtures("brought")
def test_a_refused_item_keeps_its_cells_in_the_preview(tmp_path: Path) -> None:
    proposal = propose(text_file(tmp_path, json.dumps({"alarms": [{"what": "x"}]}), name="a.json"))
    assert proposal.preview[1] == ("2026-10-02", "(essai)")
    assert proposal.preview_rows == (1, 2)


def test_a_format_is_told_by_its_content_and_not_by_its_ending(tmp_path: Path) -> None:
    said = 'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "full_text": "Bonjour"}}]'
    assert recognise(text_file(tmp_path, said, name="notes.txt")).format == "x_archive"


def test_a_tree_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as caught:
        recognise(text_file(tmp_path, '{"alarms": []}', name="a.json"))
    assert caught.value.reason is Reason.FORMAT_UNKNOWN


def test_a_person_may_impose_a_flattened_format(tmp_path: Path) -> None:
    path = text_file(tmp_path, '[{"id": "1", "text": "Bonjour"}]', name="a.json")
    found = recognise(path, format="x_archive")
    assert (found.format, found.confidence, found.why) == ("x_archive", 1.0, "chosen")
    assert propose(path, found).rows == 1


def test_tweets_become_mentions_with_their_zone_and_whole_links(tmp_path: Path) -> None:
    tweet = {
        "id_str": "12345678901234567890", "created_at": "Wed Oct 10 20:19:24 +0000 2018", "favorite_count": "4", "retweet_count": "1",
        "full_text": "Vélo &amp; métro https://t.co/a", "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://exemple.fr/velo"}]},
    }  # fmt: skip
    (found,) = mentions(
        text_file(tmp_path, f"window.YTD.tweets.part1 = {json.dumps([{'tweet': tweet}])}", name="t.js")
    )
    assert (found.external_id, found.said_at) == ("12345678901234567890", "2018-10-10T20:19:24+00:00")
    assert found.text == "Vélo & métro https://exemple.fr/velo"
    assert (found.channel, dict(found.counters)) == ("X", {"likes": 4, "shares": 1})
