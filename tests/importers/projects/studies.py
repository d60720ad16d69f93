"""Small studies of other tools, built as those tools write them."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.models.projects import StudyDocument
from engage_desktop.models.sources import RowProblem

TALK = "Enquêtrice : Ça va ?\nMarie : Oui, l'accueil est très bien.\nMais c'est lent.\nEnquêtrice : Lent ?\nMarie : Très lent.\n"


def qde(sources: str, *, codes: str = "", origin: str = "Essai 1.0", more: str = "", users: str = "") -> str:
    """A REFI-QDA project of these elements."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Essai"'
        f" origin={quoteattr(origin)}><Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>"
        f"{more}<Sources>{sources}</Sources></Project>"
    )


def code(guid: str, name: str, inside: str = "", *, color: str = "#C00000") -> str:
    """A code of a codebook."""
    return f'<Code guid="{guid}" name={quoteattr(name)} isCodable="true" color="{color}">{inside}</Code>'


def selection(start: int, end: int, *codes: str, name: str = "", inside: str = "") -> str:
    """A coded passage of a text."""
    coded = "".join(f'<Coding creatingUser="U1"><CodeRef targetGUID="{each}"/></Coding>' for each in codes)
    return (
        f'<PlainTextSelection startPosition="{start}" endPosition="{end}" name={quoteattr(name)}>'
        f"{inside}{coded}</PlainTextSelection>"
    )


def text_source(name: str, inside: str, *, text: str | None = None, path: str = "") -> str:
    """A source whose text is written in the project, or lies at `path`."""
    content = "" if text is None else f"<PlainTextContent>{escape(text)}</PlainTextContent>"
    where = f' plainTextPath="{path}"' if path else ""
    return f'<TextSource guid="S-{name}" name={quoteattr(name)}{where}>{content}{inside}</TextSource>'


def qdpx(folder: Path, project: str, texts: dict[str, bytes] | None = None, *, name: str = "p.qdpx") -> Path:
    """A project in its archive, the name of the .qde in capitals as some tools do."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("PROJECT.QDE", project)
        for member, data in (texts or {}).items():
            archive.writestr(f"Sources/{member}", data)
    return path


def taguette(
    folder: Path,
    html: str,
    highlights: Sequence[tuple[int, int, str, Sequence[int]]],
    tags: Sequence[str] = ("délai", "délai.attente"),
) -> Path:
    """A Taguette file of one document; each highlight is its bytes, its snippet and its tags (1-based)."""
    path = folder / "entretiens.sqlite3"
    with sqlite3.connect(path) as db:
        db.executescript(
            "CREATE TABLE alembic_version (version_num TEXT);"
            "CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT);"
            "CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, project_id INT, contents TEXT);"
            "CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INT, path TEXT, description TEXT);"
            "CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INT, start_offset INT, end_offset INT, snippet TEXT);"
            "CREATE TABLE highlight_tags (highlight_id INT, tag_id INT);"
        )
        db.execute("INSERT INTO projects VALUES (1, 'Étude', 'Printemps')")
        db.execute("INSERT INTO documents VALUES (1, 'entretien.docx', '', 1, ?)", (html,))
        db.executemany("INSERT INTO tags VALUES (NULL, 1, ?, '')", [(tag,) for tag in tags])
        for number, (start, end, snippet, coded) in enumerate(highlights, start=1):
            db.execute("INSERT INTO highlights VALUES (?, 1, ?, ?, ?)", (number, start, end, snippet))
            db.executemany("INSERT INTO highlight_tags VALUES (?, ?)", [(number, tag) for tag in coded])
    db.close()
    return path


def qualcoder(folder: Path, text: str, codings: Sequence[tuple[int, int, int, str]]) -> Path:
    """A QualCoder project: its folder; each coding is its code (1 or 2), its characters and its text."""
    path = folder / "etude.qda"
    path.mkdir()
    with sqlite3.connect(path / "data.qda") as db:
        db.executescript(
            "CREATE TABLE project (databaseversion TEXT, memo TEXT);"
            "CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, fulltext TEXT, mediapath TEXT, memo TEXT);"
            "CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT, memo TEXT, supercatid INT);"
            "CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT, memo TEXT, catid INT, color TEXT);"
            "CREATE TABLE code_text (cid INT, fid INT, seltext TEXT, pos0 INT, pos1 INT, owner TEXT, memo TEXT);"
            "CREATE TABLE code_image (imid INTEGER PRIMARY KEY, id INT, cid INT);"
            "CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE case_text (id INTEGER PRIMARY KEY, caseid INT, fid INT, pos0 INT, pos1 INT);"
            "CREATE TABLE attribute (name TEXT, attr_type TEXT, value TEXT, id INT);"
        )
        db.execute("INSERT INTO code_cat VALUES (1, 'Enfant', '', 2), (2, 'Parent', '', NULL)")
        db.execute(
            "INSERT INTO code_name VALUES (1, 'Lenteur', 'trop long', 1, '#00FF00'), (2, 'Accueil', '', NULL, '')"
        )
        db.execute("INSERT INTO source VALUES (1, 'marie.txt', ?, NULL, 'au café')", (text,))
        db.execute("INSERT INTO source VALUES (2, 'photo.jpg', NULL, '/images/photo.jpg', '')")
        db.execute("INSERT INTO code_image VALUES (1, 2, 1)")
        db.execute("INSERT INTO cases VALUES (1, 'Marie D')")
        db.execute("INSERT INTO case_text VALUES (1, 1, 1, 0, 10)")
        db.execute("INSERT INTO attribute VALUES ('Âge', 'case', '40', 1)")
        db.executemany(
            "INSERT INTO code_text VALUES (?, 1, ?, ?, ?, 'Ana', '')",
            [(cid, said, start, end) for cid, start, end, said in codings],
        )
    db.close()
    return path


def documents(path: Path) -> list[StudyDocument | RowProblem]:
    """The sources of a study as proposed."""
    found = list(read(path, propose(path).mapping).records)
    return [each for each in found if isinstance(each, StudyDocument | RowProblem)]


def coded(document: StudyDocument | RowProblem) -> list[tuple[str, str]]:
    """The code and the words of each coding of a document."""
    assert isinstance(document, StudyDocument), document
    return [(each.code, document.turns[each.turn].text[each.start : each.end]) for each in document.codings]
