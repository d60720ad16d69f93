"""The form in one file: what it carries, and what a respondent meets in a browser."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.exporters.form_html import form_page, write_form
from engage_desktop.models.forms import ENGLISH, FRENCH, Given, asked, holds
from engage_desktop.models.ids import OptionId, QuestionId, SurveyId
from engage_desktop.models.surveys import (
    NPS_SCALE,
    Condition,
    Option,
    Question,
    QuestionKind,
    Scale,
    Survey,
    SurveyStatus,
)
from tests.exporters import chromium

NPS = Question(
    QuestionId(1), SurveyId(1), "q1_nps", QuestionKind.NPS, "Recommanderiez-vous le service ?", required=True,
    scale=replace(NPS_SCALE, low_label="Pas du tout", high_label="Tout à fait"),
)  # fmt: skip
WHY = Question(
    QuestionId(2), SurveyId(1), "echec", QuestionKind.TEXT, "Qu'est-ce qui n'a pas fonctionné ?",
    condition=Condition("q1_nps", "<=", "6"),
)  # fmt: skip
TRIPS = Question(
    QuestionId(3), SurveyId(1), "trajets", QuestionKind.MULTIPLE, "Pour quels trajets ?", max_choices=2,
    options=(
        Option(OptionId(1), "travail", "Travail"),
        Option(OptionId(2), "ecole", "École"),
        Option(OptionId(3), "autre", "Autre", is_other=True),
    ),
)  # fmt: skip
GRID = Question(QuestionId(4), SurveyId(1), "avis", QuestionKind.GRID, "Diriez-vous que", scale=Scale(1, 5))
ROW = Question(
    QuestionId(5),
    SurveyId(1),
    "propre",
    QuestionKind.SCALE,
    "Le vélo est propre",
    scale=Scale(1, 5),
    parent=GRID.id,
)
AGE = Question(QuestionId(6), SurveyId(1), "age", QuestionKind.NUMBER, "Votre âge ?")
INFO = Question(QuestionId(7), SurveyId(1), "intro", QuestionKind.INFO, "Encore deux questions")


def survey(*questions: Question, **changes: Any) -> Survey:
    made = Survey(
        SurveyId(1),
        "Satisfaction abonnés",
        "Vos trajets",
        SurveyStatus.OPEN,
        4,
        "fr",
        "",
        "Merci.",
        questions,
    )
    return replace(made, **changes)


def embedded(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="survey">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found.group(1))


def test_the_form_asks_nothing_of_any_network() -> None:
    page = form_page(survey(NPS, WHY, TRIPS, GRID, ROW), FRENCH)
    assert re.findall(r"(?:https?:)?//[\w.]+\.\w+|@import|url\(|<link|<img|<iframe", page) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy.group(1)


def test_a_wording_cannot_leave_its_place() -> None:
    nasty = "</script><script>alert(1)</script> {{script}} & <b>\u2028"
    page = form_page(survey(replace(NPS, label=nasty), title=nasty, name=nasty), FRENCH)
    assert "<script>alert" not in page
    assert page.count("</script>") == 2
    assert embedded(page)["questions"][0]["label"] == nasty
    assert "<title>&lt;/script&gt;" in page


def test_the_typography_of_a_french_wording_is_set_and_an_english_one_is_left() -> None:
    french = embedded(form_page(survey(NPS, WHY), FRENCH))
    assert french["questions"][1]["label"] == "Qu’est-ce qui n’a pas fonctionné\u202f?"
    english = embedded(form_page(survey(WHY, language="en"), ENGLISH))
    assert english["questions"][0]["label"] == WHY.label


def test_the_answer_file_describes_what_was_asked_and_not_what_was_only_shown() -> None:
    noted = embedded(form_page(survey(INFO, NPS, GRID, ROW, TRIPS), FRENCH))["asked"]
    assert [each["code"] for each in noted] == ["q1_nps", "propre", "trajets"]
    assert noted[0]["scale"] == {"low": 0, "high": 10, "version": "nps", "direction": 1}
    assert noted[1]["label"] == "Diriez-vous que – Le vélo est propre"
    assert noted[2]["options"][1] == {"code": "ecole", "label": "École"}


def test_a_survey_that_asks_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as caught:
        write_form(survey(INFO), tmp_path / "f.html", FRENCH)
    assert caught.value.reason is Reason.SURVEY_WITHOUT_QUESTIONS
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as caught:
        write_form(survey(NPS), tmp_path / "absent" / "f.html", FRENCH)
    assert caught.value.reason is Reason.FOLDER_MISSING


@pytest.mark.parametrize(
    ("operator", "value", "given", "expected"),
    [
        ("<=", "6", 6, True),
        ("<=", "6", 7, False),
        (">", "6", 10, True),
        ("=", "annuelle", "annuelle", True),
        ("!=", "annuelle", "mensuelle", True),
        ("has", "ecole", ("travail", "ecole"), True),
        ("!=", "ecole", ("travail",), True),
        ("<", "6", "beaucoup", False),
        ("!=", "6", None, False),
        ("=", "2,5", 2.5, True),
    ],
)
def test_a_condition_compares_numbers_as_numbers_and_words_as_words(
    operator: str, value: str, given: Given | None, expected: bool
) -> None:
    assert holds(Condition("q", operator, value), given) is expected


def test_a_question_that_hangs_on_one_not_asked_is_not_asked() -> None:
    after = replace(AGE, condition=Condition("echec", "!=", ""))
    assert asked((NPS, WHY, after), {"q1_nps": 9, "echec": "panne"}) == (NPS,)
    assert asked((NPS, WHY, after), {"q1_nps": 2, "echec": "panne"}) == (NPS, WHY, after)


# in a browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    if not chromium.BINARY:
        pytest.skip("Chromium is not installed")
    folder = tmp_path_factory.mktemp("chromium")
    with chromium.browser(folder) as opened:
        yield opened


def click(page: chromium.Page, selector: str) -> None:
    page.run(f"document.querySelector({json.dumps(selector)}).click()")


def write(page: chromium.Page, selector: str, text: str) -> None:
    page.run(
        f"(() => {{ const field = document.querySelector({json.dumps(selector)}); field.value = {json.dumps(text)};"
        " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def heading(page: chromium.Page) -> str:
    return str(page.run("document.querySelector('h1, h2').textContent"))


def progress(page: chromium.Page) -> str:
    return str(page.run("document.querySelector('.progress').textContent"))


def saved_file(page: chromium.Page) -> Any:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        found = list(page.downloads.glob("*.json"))
        if found:
            loaded = json.loads(found[0].read_text(encoding="utf-8"))
            found[0].unlink()
            return loaded
        page.run("new Promise((done) => setTimeout(done, 50))")
    raise AssertionError("nothing was downloaded")


def test_two_respondents_in_a_row_leave_one_answer_file(page: chromium.Page, tmp_path: Path) -> None:
    form = tmp_path / "formulaire.html"
    write_form(survey(NPS, WHY, INFO, TRIPS, GRID, ROW, AGE), form, FRENCH)
    page.open(form)
    click(page, "input[value='3']")
    click(page, "button.main")
    assert heading(page) == "Qu’est-ce qui n’a pas fonctionné\u202f?"
    assert progress(page) == "Question 2 sur 5"
    write(page, "textarea", "La station était vide")
    click(page, "button.main")
    click(page, "button.main")
    for value in ("travail", "autre"):
        click(page, f"input[value={value}]")
    write(page, "input[type=text]", "Promenade")
    click(page, "button.main")
    click(page, "input[value='5']")
    click(page, "button.main")
    write(page, "input.number", "41,5")
    click(page, "button.main")
    assert heading(page) == "Merci."
    click(page, "nav button.main")
    click(page, "input[value='10']")
    for _ in range(5):
        click(page, "button.main")
    click(page, ".collect button")
    file = saved_file(page)
    assert (file["format"], file["version"]) == ("engage-answers", 1)
    assert file["survey"] == {"name": "Satisfaction abonnés", "version": 4}
    first, second = file["responses"]
    assert first["answers"] == {
        "q1_nps": 3, "echec": "La station était vide", "trajets": ["Travail", "Autre"], "propre": 5, "age": 41.5,
    }  # fmt: skip
    assert first["other"] == {"trajets": "Promenade"}
    assert second["answers"] == {"q1_nps": 10}
    assert first["id"] != second["id"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", first["submitted_at"])
    complaints = [
        each for each in page.told if each["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")
    ]
    assert complaints == []


def test_a_required_question_and_too_many_choices_are_said_in_a_sentence(
    page: chromium.Page, tmp_path: Path
) -> None:
    form = tmp_path / "formulaire.html"
    write_form(survey(NPS, TRIPS, AGE, name="Obligatoire"), form, FRENCH)
    page.open(form)
    click(page, "button.main")
    assert page.run("document.querySelector('.error').textContent") == "Cette question demande une réponse."
    assert page.run("document.activeElement.name") == "q1_nps"
    click(page, "input[value='9']")
    click(page, "button.main")
    for value in ("travail", "ecole", "autre"):
        click(page, f"input[value={value}]")
    click(page, "button.main")
    assert page.run("document.querySelector('.error').textContent") == "Gardez 2 réponses au plus."
    click(page, "input[value=ecole]")
    click(page, "button.main")
    write(page, "input.number", "beaucoup")
    click(page, "button.main")
    assert page.run("document.querySelector('.error').textContent") == FRENCH.number_wrong


def test_a_form_is_filled_with_the_keyboard_alone(page: chromium.Page, tmp_path: Path) -> None:
    form = tmp_path / "formulaire.html"
    write_form(survey(NPS, WHY, name="Clavier"), form, FRENCH)
    page.open(form)
    page.key("Tab")
    page.key(" ")
    assert page.run("document.activeElement.value") == "0"
    page.key("ArrowRight")
    assert page.run("document.querySelector('input:checked').value") == "1"
    page.key("Enter")
    assert heading(page) == "Qu’est-ce qui n’a pas fonctionné\u202f?"


def test_what_was_filled_is_still_there_when_the_page_is_opened_again(
    page: chromium.Page, tmp_path: Path
) -> None:
    form = tmp_path / "formulaire.html"
    write_form(survey(NPS, AGE, name="Reprise"), form, FRENCH)
    page.open(form)
    click(page, "input[value='7']")
    click(page, "button.main")
    page.open(form)
    assert heading(page) == "Votre âge\u202f?"
    click(page, "button.plain")
    assert page.run("document.querySelector('input:checked').value") == "7"


def test_nothing_overflows_on_a_phone(page: chromium.Page, tmp_path: Path) -> None:
    form = tmp_path / "formulaire.html"
    write_form(survey(NPS, name="Téléphone"), form, FRENCH)
    page.size(360, 740)
    page.open(form)
    assert page.run("document.documentElement.scrollWidth") <= 360
    assert (
        page.run("Math.min(...[...document.querySelectorAll('.points span')].map((e) => e.offsetWidth))")
        >= 24
    )
