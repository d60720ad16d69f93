"""Counts over codings in arrays, a verbatim that stays listed, the next one without a code, and rare words."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engage_desktop.operations import coding
from engage_desktop.store import codes, verbatims
from tests.builders import ids, small_study


def test_a_code_counts_a_verbatim_once_with_its_sub_codes(tmp_path: Path) -> None:
    with small_study(tmp_path) as study:
        top = coding.add_code(study, "Station")
        below = coding.add_code(study, "Vide", parent=top.id)
        deeper = coding.add_code(study, "Le matin", parent=below.id)
        first, second, *_ = ids(study)
        coding.toggle(study, [first], top.id)
        coding.toggle(study, [first], deeper.id)
        coding.toggle(study, [first], deeper.id, span=(0, 2))
        coding.toggle(study, [second], below.id)
        with study.read() as session:
            counted = {code.name: (code.count, code.total) for code in codes.tree(session)}
            facet = verbatims.facets(session, "").codes
        assert counted == {"Station": (1, 2), "Vide": (1, 2), "Le matin": (1, 1)}
        assert [(value.name, value.count) for value in facet] == [("none", 3), ("Station", 2)]


def test_what_is_looked_for_at_once_is_what_is_found_and_counted_apart(tmp_path: Path) -> None:
    with small_study(tmp_path) as study, study.read() as session:
        for expression in ("", "nps:detractors", "station -nps:promoters", "code:none date:2026-01"):
            found, facets = verbatims.look(session, expression, order="oldest")
            assert found.ids.tolist() == verbatims.find(session, expression, order="oldest").ids.tolist()
            assert facets == verbatims.facets(session, expression)


def test_the_first_without_a_code_is_found_in_the_order_given(tmp_path: Path) -> None:
    with small_study(tmp_path) as study:
        code = coding.add_code(study, "Station")
        every = ids(study)
        coding.toggle(study, every[2:], code.id)
        with study.read() as session:
            assert verbatims.first_uncoded(session, np.array(every[::-1])) == every[1]
            assert verbatims.first_uncoded(session, np.array(every[2:])) is None
            assert verbatims.first_uncoded(session, np.array([10**6])) is None


def test_what_is_listed_stays_where_it_is_unless_something_new_is_found(tmp_path: Path) -> None:
    with small_study(tmp_path) as study, study.read() as session:
        a, b, c, *_ = (int(each) for each in ids(study))
        listed = np.array([c, a, 10**6])
        kept = verbatims.with_listed(session, np.array([a]), listed, order="source")
        grown = verbatims.with_listed(session, np.array([b, a]), listed, order="source")
        assert kept.tolist() == [c, a]
        assert grown.tolist() == [a, b, c]


def test_likeness_is_told_by_words_that_are_not_everywhere(tmp_path: Path) -> None:
    with small_study(tmp_path) as study, study.read() as session:
        near = [int(row.id) for row in verbatims.similar(session, ids(study)[0])]
        assert {*ids(study)[1:3]} <= set(near)
        assert ids(study)[4] not in near
