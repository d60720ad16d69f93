"""JSON read with bounds: ids as text, no list lost, broken files named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import json_trees
from engage_desktop.importers.outline import outline_of
from tests.importers.files import text_file


def test_numbers_stay_as_written(tmp_path: Path) -> None:
    path = text_file(tmp_path, '{"id": 1394735776701816833, "share": 0.10, "none": null, "yes": true}')
    assert json_trees.load(path, "utf-8") == {
        "id": "1394735776701816833", "share": "0.10", "none": None, "yes": True,
    }  # fmt: skip


def test_a_doubled_key_never_loses_a_list(tmp_path: Path) -> None:
    path = text_file(
        tmp_path, '{"a": ["1"], "a": "p", "b": "x", "b": ["2"], "c": [1], "c": [2], "d": 1, "d": 2}'
    )
    assert json_trees.load(path, "utf-8") == {"a": ["1"], "b": ["2"], "c": ["1", "2"], "d": "2"}


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ('{"a": [1, 2', "JSON, 1"), ('{"a": 1,\n"b": }', "JSON, 2"), ("[" * 100_000, "JSON"),
        ("[" * 200 + "]" * 200, "JSON > 100"), ("", "JSON, 1"),
    ],
)  # fmt: skip
def test_a_broken_tree_is_damaged(tmp_path: Path, text: str, detail: str) -> None:
    with pytest.raises(EngageError) as caught:
        json_trees.load(text_file(tmp_path, text), "utf-8")
    assert (caught.value.reason, caught.value.facts["detail"]) == (Reason.FILE_DAMAGED, detail)


def test_a_tree_beyond_the_limit_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_trees, "LARGEST", 10)
    with pytest.raises(EngageError) as caught:
        json_trees.load(text_file(tmp_path, '{"a": "bcdefgh"}'), "utf-8")
    assert caught.value.reason is Reason.FILE_TOO_LARGE


def test_json_lines_keep_their_line(tmp_path: Path) -> None:
    path = text_file(tmp_path, '{"a": 1}\n\n{"a": 2}\n')
    assert list(json_trees.pages(path, "utf-8")) == [(1, {"a": "1"}), (3, {"a": "2"})]


def test_a_tree_over_several_lines_is_one_page(tmp_path: Path) -> None:
    assert list(json_trees.pages(text_file(tmp_path, '{\n"a": 1\n}'), "utf-8")) == [(1, {"a": "1"})]


def test_the_outline_of_a_cut_text_has_its_keys() -> None:
    found = outline_of(
        '\ufeff{"kind": "page", "messages": [{"from": {"name": "A"}, "text": ["x", {"type": "li'
    )
    assert found.root == "object"
    assert found.has("kind", "messages[].from.name", "messages[].text[].type")
    assert found.value("kind") == "page"


@pytest.mark.parametrize(
    ("text", "root"),
    [('{"a":1}\n{"a":2}', "lines"), ('[{"a":1}]', "array"), ("bonjour", ""), ("[Alice] bonjour", "array"), ("", "")],
)  # fmt: skip
def test_the_outline_says_the_root(text: str, root: str) -> None:
    assert outline_of(text).root == root


def test_the_outline_keeps_the_name_that_a_script_gives() -> None:
    assert outline_of("window.YTD.tweets.part0 = [ {}]").assigned == "window.YTD.tweets.part0"


@given(st.text(alphabet='{}[]",:\\ a1\n', max_size=300))
def test_no_text_breaks_the_outline(text: str) -> None:
    outline_of(text)


def walked(path: Path, listed: str) -> list[tuple[str, json_trees.Tree]]:
    return list(json_trees.walk(path, "utf-8", listed))


@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
def test_a_list_is_walked_item_by_item_whatever_the_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(json_trees, "_CHUNK", chunk)
    said = '\ufeff{"a": {"b": 12345678901234567890}, "m": [{"x": "é"}, [], "t"], "n": [], "m": [{"x": "2"}]} '
    assert walked(text_file(tmp_path, said), "m") == [
        ("a", {"b": "12345678901234567890"}), ("m", {"x": "é"}), ("m", []), ("m", "t"), ("n", []), ("m", {"x": "2"}),
    ]  # fmt: skip
    assert walked(text_file(tmp_path, "window.YTD.tweets.part0 = [ 1, {} ];"), "") == [("", "1"), ("", {})]
    assert walked(text_file(tmp_path, "{}"), "m") == []


@pytest.mark.parametrize(
    "said",
    [
        '{"m": [1, 2',
        '{"m": [1 2]}',
        '{"m"',
        "{",
        '{"m": [' + "[" * 100_000,
        '{"m": [' + "[" * 200 + "]" * 200 + "]}",
    ],
)
def test_a_broken_list_is_damaged_when_the_walk_gets_there(tmp_path: Path, said: str) -> None:
    with pytest.raises(EngageError) as caught:
        walked(text_file(tmp_path, said), "m")
    assert caught.value.reason is Reason.FILE_DAMAGED


def test_one_value_beyond_the_limit_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_trees, "LARGEST", 10)
    monkeypatch.setattr(json_trees, "_CHUNK", 4)
    with pytest.raises(EngageError) as caught:
        walked(text_file(tmp_path, '{"m": ["' + "a" * 100 + '"]}'), "m")
    assert caught.value.reason is Reason.FILE_TOO_LARGE
