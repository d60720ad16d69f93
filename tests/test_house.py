"""The rules of the house, read from its own source."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "engage_desktop"
FILES = tuple(sorted(PACKAGE.rglob("*.py")))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
LONGEST_FILE = 450
HEAVY = frozenset(
    {
        "pandas", "matplotlib", "scipy", "sklearn", "nltk", "alembic", "pptx", "docx", "python_calamine", "xlsxwriter",
        "textblob", "textblob_fr", "babel", "Stemmer", "defusedxml", "lxml", "openpyxl", "PIL", "pyreadstat",
        "odfdo", "striprtf", "pypdf", "ftfy", "simplemma", "rapidfuzz", "py3langid", "duckdb",
    }
)  # fmt: skip
BANNED_CALLS = frozenset({"eval", "exec", "extractall", "setHtml", "setMarkdown", "toHtml", "insertHtml"})
BANNED_MODULES = frozenset({"pickle", "joblib", "shelve", "marshal", "dill", "cloudpickle"})
CATALOGUE = ROOT / "resources" / "translations" / "en" / "LC_MESSAGES" / "engage.po"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports, `from` inside our own package included."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        yield node.module


def at_import(body: list[ast.stmt]) -> Iterator[str]:
    """What is imported when the module is, not inside a function and not for types only."""
    for node in body:
        yield from imported(node)
        if isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.unparse(node.test):
            yield from at_import([*node.body, *node.orelse])
        elif isinstance(node, ast.Try):
            yield from at_import([*node.body, *node.orelse, *(s for h in node.handlers for s in h.body)])
        elif isinstance(node, ast.With | ast.ClassDef):
            yield from at_import(node.body)


def everything_imported(path: Path) -> Iterator[str]:
    for node in ast.walk(TREES[path]):
        yield from imported(node)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(TREES[path]) if isinstance(node, ast.Call))


def test_qt_stays_in_the_window() -> None:
    strangers = [
        name_of(path)
        for path in FILES
        if layer(path) not in ("ui", "app")
        and any(module.split(".")[0] in ("PySide6", "shiboken6") for module in everything_imported(path))
    ]
    assert strangers == []


def test_what_is_slow_to_import_is_imported_where_it_is_used() -> None:
    early = [
        f"{name_of(path)}: {module}"
        for path in FILES
        for module in at_import(TREES[path].body)
        if module.split(".")[0] in HEAVY and "migrations" not in path.parts
    ]
    assert early == []


def test_nothing_that_could_run_what_a_file_holds() -> None:
    found = [
        f"{name_of(path)}: {module}"
        for path in FILES
        for module in everything_imported(path)
        if module.split(".")[0] in BANNED_MODULES
    ]
    for path in FILES:
        for call in calls(path):
            if called(call) in BANNED_CALLS and not _is_qt_event_loop(call):
                found.append(f"{name_of(path)}:{call.lineno} {called(call)}")
            if any(k.arg in ("shell", "allow_pickle") and _is_true(k.value) for k in call.keywords):
                found.append(f"{name_of(path)}:{call.lineno} {ast.unparse(call)[:60]}")
    assert found == []


def _is_qt_event_loop(call: ast.Call) -> bool:
    """`application.exec()`, `menu.exec(place)`: Qt's loop, not Python's `exec`."""
    return called(call) == "exec" and isinstance(call.func, ast.Attribute)


def _is_true(node: ast.expr) -> bool:
    return not (isinstance(node, ast.Constant) and node.value is False)


def test_only_operations_write_to_a_study() -> None:
    """`….write()` without a text to write is a study's; a file's always has one."""
    writers = [
        f"{name_of(path)}:{call.lineno}"
        for path in FILES
        if layer(path) != "operations"
        for call in calls(path)
        if called(call) == "write" and not call.args and isinstance(call.func, ast.Attribute)
    ]
    assert writers == []


def test_files_are_short_enough_to_be_read() -> None:
    long = {
        name_of(path): lines
        for path in FILES
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
        and "migrations" not in path.parts
    }
    assert long == {}, f"more than {LONGEST_FILE} lines"


def test_models_need_nothing_but_the_standard_library() -> None:
    strangers = [
        f"{name_of(path)}: {module}"
        for path in FILES
        if layer(path) == "models" and path.name != "tables.py"
        for module in everything_imported(path)
        if module.split(".")[0] not in sys.stdlib_module_names
        and not module.startswith(("engage_desktop.models", "engage_desktop.errors"))
    ]
    assert strangers == []


def test_every_refusal_has_its_words() -> None:
    from engage_desktop import wording
    from engage_desktop.errors import EngageError, Reason
    from engage_desktop.wording import errors

    for language in ("fr", "en"):
        wording.use(language)
        for reason in Reason:
            said = errors.sentence(EngageError(reason, where="étude.engage"))
            assert said.strip(), reason
            assert "_" not in reason.value or reason.value not in said, (
                f"{reason}: an identifier instead of words"
            )


def test_every_reason_is_given_by_somebody() -> None:
    from engage_desktop.errors import Reason

    source = "\n".join(
        path.read_text(encoding="utf-8") for path in FILES if path.name != "errors.py" or layer(path) == "cli"
    )
    assert [reason.name for reason in Reason if f"Reason.{reason.name}" not in source] == []


def sentences() -> dict[str, tuple[str, str]]:
    """Every French sentence given to `tr` or `tn`: its plural, and where it stands."""
    found: dict[str, tuple[str, str]] = {}
    for path in FILES:
        for call in calls(path):
            texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            where = f"{name_of(path)}:{call.lineno}"
            if called(call) == "tr" and texts:
                found.setdefault(texts[0], ("", where))
            elif called(call) == "tn" and len(texts) >= 2:
                found[texts[0]] = (texts[1], where)
    return found


def test_every_sentence_is_said_in_english_too() -> None:
    if not CATALOGUE.exists():
        pytest.fail(f"no catalogue at {name_of(CATALOGUE)}")
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    missing = []
    for text, (plural, where) in sentences().items():
        entry = catalogue.get(text)
        said = (entry.string if entry is not None else "") or ""
        whole = said if isinstance(said, str) else len(said) == 2 and all(said)
        if not whole or (plural and isinstance(said, str)) or (entry is not None and entry.fuzzy):
            missing.append(f"{where}: {text}")
    assert not missing, f"{len(missing)} sentences without English:\n" + "\n".join(missing)


def test_places_in_a_sentence_are_the_same_in_english() -> None:
    if not CATALOGUE.exists():
        pytest.skip("no catalogue yet")
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    places = re.compile(r"\{[^{}]*\}")
    off = []
    for message in catalogue:
        if not message.id or not message.string:
            continue
        french = message.id if isinstance(message.id, str) else message.id[-1]
        english = message.string if isinstance(message.string, str) else message.string[-1]
        if set(places.findall(french)) != set(places.findall(english)):
            off.append(f"{french} / {english}")
    assert off == []


BLOCKED = """
import importlib, pkgutil, sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name + " is kept out")
        return None
sys.meta_path.insert(0, Block())
import engage_desktop
for found in pkgutil.walk_packages(engage_desktop.__path__, "engage_desktop."):
    parts = found.name.split(".")
    if parts[1] in ("ui", "app", "__main__") or "migrations" in parts:
        continue
    importlib.import_module(found.name)
    print(found.name)
"""


def test_the_core_is_whole_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 80


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_tests_of_the_core_pass_without_qt(tmp_path: Path) -> None:
    """Where PySide6 cannot be imported, studies are opened, read and written; what only thinks imports nothing of it."""
    (tmp_path / "sitecustomize.py").write_text(BLOCKED.split("import engage_desktop")[0], encoding="utf-8")
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\nmarkers = slow: s\n samples: s\n", encoding="utf-8")
    rooms = [f"tests/store/test_{name}.py" for name in ("schema", "figures")]
    options = ["-q", "-x", "-p", "no:pytest-qt", "-p", "no:cacheprovider", "--import-mode=importlib"]
    command = [sys.executable, "-m", "pytest", *options, "-c", str(settings), f"--rootdir={ROOT}", *rooms]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
