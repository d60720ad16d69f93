"""The words of a call: languages, statuses, outputs, and what never happens."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from engage_desktop import cli
from engage_desktop.cli import grammar, status
from engage_desktop.errors import EngageError, Reason
from engage_desktop.operations import studies
from tests.cli.conftest import Run


class RecordingDoors:
    """Doors that open nothing and remember which study was asked for."""

    def __init__(self) -> None:
        self.opened: list[Path | None] = []

    def window(self, study: Path | None) -> int:
        self.opened.append(study)
        return 0

    def render(self, study: Path, **asked: object) -> None:
        raise EngageError(Reason.FOLDER_MISSING, where=str(asked["to"]))


def outside(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The call in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "engage_desktop", *map(str, words)],
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("verb", sorted(grammar.VERBS))
def test_every_verb_explains_itself(run: Run, verb: str) -> None:
    answer = run(verb, "--help")
    assert answer.status == 0
    assert f"engage-desktop {verb}" in answer.out
    assert answer.err == ""


def test_help_is_in_the_language_asked_for(run: Run) -> None:
    french, english = run("--help").out, run("--lang", "en", "--help").out
    assert french.startswith("Appel\u00a0: engage-desktop")
    assert french != english
    assert run("--help", "--lang", "en").out == english


def test_without_words_the_window_opens_on_the_home_screen() -> None:
    doors = RecordingDoors()
    assert cli.main([], cli.Doors(doors.window, doors.render)) == 0
    assert doors.opened == [None]


def test_a_study_alone_opens_in_the_window(tmp_path: Path) -> None:
    doors = RecordingDoors()
    study = tmp_path / "été.engage"
    assert cli.main([str(study)], cli.Doors(doors.window, doors.render)) == 0
    assert doors.opened == [study]


def test_a_misspelt_verb_opens_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    doors = RecordingDoors()
    assert cli.main(["imprt"], cli.Doors(doors.window, doors.render)) == status.CALL_OFF
    assert doors.opened == []
    assert "« imprt »".replace(" ", "\u202f") in capsys.readouterr().err


def test_a_file_named_like_a_verb_does_not_hide_the_verb(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kpi").touch()
    assert run("kpi").status == status.CALL_OFF


def test_the_verbs_known_by_name_are_those_of_the_parser(run: Run) -> None:
    listed = run("bogus").err.partition(" : ")[2] or run("bogus").err
    assert all(verb in listed for verb in grammar.VERBS)
    for verb in grammar.VERBS:
        assert run(verb, "--help").status == status.DONE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kpi"], "il manque STUDY"),
        (["kpi", "x.engage", "--period", "day"], "--period"),
        (["verbatims", "x.engage", "--limit", "beaucoup"], "beaucoup"),
        (["verbatims", "x.engage", "--limit"], "il faut une valeur"),
        (["verbatims", "x.engage", "--bogus"], "--bogus"),
        (["code", "x.engage"], "il faut l’un de"),
        (["code", "x.engage", "--add", "A", "--batch"], "ne va pas avec"),
        (["code", "x.engage", "--apply", "A"], "--where"),
        (["code", "x.engage", "--add", "A", "--where", ""], "--where"),
        (["code", "x.engage", "--batch", "--parent", "A"], "--parent"),
        (["sentiment", "--column", "x"], "--input"),
        (["import", "x.engage"], "il manque FILE"),
        (["import", "x.engage", "y.csv", "--invited", "4"], "--wave"),
        (["render", "x.engage", "--screen", "accueil", "--to", "a.png", "--size", "12"], "1440x900"),
        (["undo-import", "x.engage", "zéro"], "zéro"),
        (["new", ""], "nom d’un fichier"),
    ],
)
def test_a_call_that_is_off_says_so_in_one_line(run: Run, words: list[str], said: str) -> None:
    answer = run(*words)
    assert answer.status == status.CALL_OFF
    assert said in answer.err
    assert answer.out == ""
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["kpi", "--where", "npx:3"],
        ["kpi", "--where", "sentiment:rouge"],
        ["verbatims", "--where", '"ouvert'],
        ["kpi", "--survey", "Inconnue"],
        ["kpi", "--by", "Inconnu"],
        ["verbatims", "--where", "attr.Inconnu:x"],
        ["code", "--apply", "Inconnu", "--where", ""],
        ["code", "--add", "  "],
        ["code", "--add", "A", "--parent", "Inconnu"],
        ["form", "--survey", "Inconnue", "--to", "f.html"],
        ["import", "r.csv", "--format", "bogus"],
    ],
)
def test_a_name_that_the_study_does_not_know_is_status_2(run: Run, small: Path, words: list[str]) -> None:
    answer = run(words[0], small, *words[1:])
    assert (answer.status, answer.out) == (status.CALL_OFF, "")
    assert answer.err.count("\n") == 1


def test_an_unknown_filter_key_lists_the_known_ones(run: Run, small: Path) -> None:
    answer = run("verbatims", small, "--where", "npx:3")
    assert "npx" in answer.err
    for key in ("nps", "sentiment", "code", "date", "source", "attr.NOM"):
        assert key in answer.err


@pytest.mark.parametrize(
    ("verb", "options"),
    [
        ("agreement", []),
        ("erase", ["--participant", "P-0001"]),
    ],
)
def test_what_is_to_come_says_so(run: Run, small: Path, verb: str, options: list[str]) -> None:
    answer = run(verb, small, *options)
    assert (answer.status, answer.out) == (status.REFUSED, "")
    assert "prochaine version" in answer.err
    assert answer.err.count("\n") == 1


def test_each_state_of_a_study_has_its_status(run: Run, tmp_path: Path, small: Path) -> None:
    assert run("kpi", tmp_path / "absente.engage").status == status.REFUSED
    text = tmp_path / "texte.engage"
    text.write_text("ceci n'est pas une étude" * 20, encoding="utf-8")
    assert run("kpi", text).status == status.REFUSED
    newer = tmp_path / "newer.engage"
    newer.write_bytes(small.read_bytes())
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = newer.read_bytes()
    for words in (("kpi", newer), ("check", newer), ("analyse", newer)):
        assert run(*words).status == status.NEWER
    assert newer.read_bytes() == before
    damaged = tmp_path / "damaged.engage"
    content = bytearray(small.read_bytes())
    content[4096 * 2 : 4096 * 40] = b"\xa5" * (4096 * 38)
    damaged.write_bytes(content)
    assert run("check", damaged).status == status.DAMAGED


def test_an_open_study_is_in_use_to_write_and_free_to_read(run: Run, small: Path) -> None:
    with studies.open_study(small):
        assert run("analyse", small).status == status.IN_USE
        assert run("import", small, small.parent / "reponses.csv").status == status.IN_USE
        for verb in ("kpi", "verbatims", "history", "check", "dump"):
            assert run(verb, small).status == status.DONE
        assert run("backup", small, "--to", small.parent / "copie.engage").status == status.DONE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind the administrator")
def test_a_study_without_write_permission_is_read_only(run: Run, small: Path) -> None:
    small.chmod(0o400)
    assert run("analyse", small).status == status.READ_ONLY
    assert run("kpi", small).status == status.DONE


def test_every_reason_has_a_status_and_the_states_have_their_own() -> None:
    assert {status.of(reason) for reason in Reason} == {1, 2, 3, 4, 5, 6}
    assert status.of(Reason.STUDY_DAMAGED) == 3
    assert status.of(Reason.STUDY_NEWER) == 4
    assert status.of(Reason.STUDY_IN_USE) == 5
    assert status.of(Reason.STUDY_READ_ONLY) == 6


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    study = tmp_path / "été.engage"
    for environment in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}):
        study.unlink(missing_ok=True)
        made = outside("new", study, "--title", "Été à Évry", **environment)
        assert made.returncode == 0, made.stderr
        said = made.stdout.decode("utf-8")
        assert "Été à Évry" in said
        assert "été.engage" in said
        refused = outside("new", study, **environment)
        assert "été.engage" in refused.stderr.decode("utf-8")


def test_a_reader_that_leaves_is_no_error(small: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "engage_desktop", "dump", str(small)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    said = writer.stderr.read()
    writer.stderr.close()
    assert writer.wait(timeout=60) == status.UNREAD
    assert said == b""


def test_a_fault_of_ours_is_one_line_and_a_place_in_the_log(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("ce que quelqu'un a dit")

    monkeypatch.setattr("engage_desktop.store.journal.history", broken)
    answer = run("history", small)
    assert (answer.status, answer.out) == (status.REFUSED, "")
    assert answer.err.count("\n") == 1
    log = Path(answer.err.strip().rsplit(" ", 1)[-1].rsplit("\u00a0", 1)[-1])
    written = log.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "quelqu'un" not in written + answer.err


def test_a_stop_by_the_keyboard_is_status_130(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engage_desktop.store.journal.history", stopped)
    answer = run("history", small)
    assert (answer.status, answer.out) == (status.INTERRUPTED, "")


def test_no_call_ends_in_a_traceback(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    chance = random.Random(20261122)
    doors = RecordingDoors()
    pool = [
        *sorted(grammar.VERBS), str(small), str(small.parent), str(small.parent / "reponses.csv"), "--json", "--lang", "en", "fr", "--to",
        "/nonexistent/x.xlsx", "--where", "nps:9", 'a"b', "-x", "--", "", "é\udcff", "--survey", "reponses", "--by",
        "Votre zone", "--period", "month", "--limit", "3", "-1", "--screen", "accueil", "--steps", "--add", "A",
        "--apply", "--remove", "--what", "kpi", "--text", "nul", "--mapping", "--title", "x" * 300, "\x1b[31m", "1e9",
    ]  # fmt: skip
    for _ in range(300):
        words = [
            chance.choice(sorted(grammar.VERBS)),
            *(chance.choice(pool) for _ in range(chance.randrange(6))),
        ]
        if "example" in words[:1] or "--batch" in words:
            continue
        given = cli.main(words, cli.Doors(doors.window, doors.render))
        said = capsys.readouterr()
        assert given in (0, 1, 2, 3, 4, 5, 6), words
        assert "Traceback" not in said.err, words
        if given in (1, 2, 4, 5, 6) and "import" not in words[:1]:
            assert said.err.strip(), words
            assert said.out == "", words


def test_help_brings_nothing_heavy() -> None:
    code = (
        "import sys; from engage_desktop.__main__ import main; main(['--help']);"
        "heavy = {'PySide6', 'sqlalchemy', 'numpy', 'pandas', 'matplotlib', 'scipy', 'textblob'} & set(sys.modules);"
        "sys.exit(len(heavy))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="the time of child processes is told on POSIX only")
def test_help_costs_little() -> None:
    import resource

    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        outside("--help")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.3  # seconds of processor: a loaded machine does not change them


@pytest.mark.parametrize("verb", ["kpi", "verbatims", "analyse", "check", "dump", "history"])
def test_no_verb_needs_qt(small: Path, verb: str) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; from engage_desktop.__main__ import main;"
        f"sys.exit(main([{verb!r}, {str(small)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_import_needs_qt(small: Path) -> None:
    file = small.parent / "reponses.csv"
    code = (
        "import sys; sys.modules['PySide6'] = None; from engage_desktop.__main__ import main;"
        f"sys.exit(main(['import', {str(small)!r}, {str(file)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_screens_that_can_be_drawn_are_those_of_the_window() -> None:
    from engage_desktop.ui.context import SCREENS

    assert set(grammar.SCREENS) == set(SCREENS)


def test_our_reader_answers_to_its_hidden_argument() -> None:
    from engage_desktop import paths
    from engage_desktop.importers.limited import HIDDEN_ARGUMENT

    book = paths.resources() / "samples" / "velos-partages" / "reponses-t2-2026.xlsx"
    done = outside(HIDDEN_ARGUMENT, "probe", book)
    assert b'"workbook"' in done.stdout
    assert done.returncode == 0


def test_every_option_is_known_to_what_ties_texts_to_their_option() -> None:
    """« code … --add -retard » needs to know which words are options: one left out would be taken for a text."""
    known = grammar._WITH_TEXT | grammar._OTHERS
    verbs = next(each for each in grammar.parser()._actions if isinstance(each.choices, dict))
    assert verbs.choices is not None
    for name, verb in dict(verbs.choices).items():
        for action in verb._actions:
            assert set(action.option_strings) <= known, (name, action.option_strings)
