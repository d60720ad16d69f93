"""The examples of docs/importers.md work as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engage_desktop.importers import formats
from engage_desktop.importers.adapters import Adapter
from engage_desktop.importers.profile import Profile
from engage_desktop.models.sources import MentionRecord, RowProblem
from tests.importers.files import everything, mentions, text_file

PAGE = Path(__file__).resolve().parents[2] / "docs" / "importers.md"


def example(place: int) -> object:
    """What the Python example at `place` of the page declares."""
    code = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[place]
    names: dict[str, object] = {}
    exec(compile(code, str(PAGE), "exec"), names)
    return names["FORMAT"]


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples are installed as another package would bring them."""
    from importlib.metadata import EntryPoint

    known = {"velodesk": example(0), "alarms": example(1)}
    monkeypatch.setattr(EntryPoint, "load", lambda self: known[self.name])
    monkeypatch.setattr(
        formats, "entry_points", lambda group: [EntryPoint(name, "x:y", group) for name in known]
    )


def test_the_examples_are_a_profile_and_an_adapter() -> None:
    assert isinstance(example(0), Profile)
    assert isinstance(example(1), Adapter)


@pytest.mark.usefixtures("bring")
def test_the_profile_of_the_page_reads_its_table(tmp_path: Path) -> None:
    said = "Ticket Vélodesk,Client,Reçu le,Message,Interne 1\nV-1,Ana,25/12/2025,Le vélo est cassé,x\n"
    (found,) = mentions(text_file(tmp_path, said))
    assert (found.external_id, found.kind, found.channel, found.said_at) == (
        "V-1",
        "ticket",
        "Vélodesk",
        "2025-12-25",
    )


@pytest.mark.usefixtures("bring")
def test_the_adapter_of_the_page_reads_its_tree(tmp_path: Path) -> None:
    said = '{"alarms": [{"id": 1, "when": "2025-12-25", "user": {"name": "Ana"}, "what": "Bip"}, {"kind": "auto", "what": "x", "when": "2025-12-26"}]}'
    first, second = everything(text_file(tmp_path, said, name="a.json"))
    assert isinstance(first, MentionRecord)
    assert (first.author, first.text, first.external_id) == ("Ana", "Bip", "1")
    assert second == RowProblem(2, "", "system_message", "2025-12-26 · x")
