"""Lines of a transcript as speaker turns: who speaks, under which heading, and who is interviewed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engage_desktop.importers.cells import clean_text, folded
from engage_desktop.importers.dates import iso
from engage_desktop.models.speakers import INTERVIEWER, answers, asks, is_code

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?"
_LABEL = re.compile(
    rf"^\s*(?:[\[(]?(?P<before>{_CLOCK})[\])]?(?:\s*[-–])?\s*)?"
    r"(?P<label>[^\W\d_][\w .'’()&°-]{0,38}?)(?<!\s)"
    rf"\s*(?:[\[(](?P<after>{_CLOCK})[\])])?\s?[:：](?!//)\s*(?P<text>.*)$",
    re.DOTALL,
)
# Teams writes who speaks and when on a line of its own, above what is said.
_ABOVE = re.compile(
    rf"^\s*(?P<label>[^\W\d_][\w .'’()&-]{{0,38}}?)(?<!\s)\s+(?P<after>{_CLOCK})[ \t]*(?:\n(?P<text>.*))?$",
    re.DOTALL,
)
# Others write the clock before the name on that line: « [00:00:03] - Marie Dupont ».
_BELOW_CLOCK = re.compile(
    rf"^\s*[\[(]?(?P<before>{_CLOCK})[\])]?(?:\s*[-–]\s*|[ \t]+)(?P<label>[^\W\d_][\w .'’()&-]{{0,38}}?)[ \t]*"
    rf"(?:\n(?P<text>.*))?$",
    re.DOTALL,
)
# « Q. » and « R. », when the text has both.
_LETTER = re.compile(r"^\s*(?P<label>[QR])\s?[.)]\s+(?P<text>\S.*)$", re.DOTALL)
# « [Speaker 1] (00:00:01) »: brackets without a time may hold a laugh.
_BRACKETED = re.compile(
    rf"^\s*\[(?P<label>[^\W\d_][\w .'’&-]{{0,38}})\]\s*\((?P<after>{_CLOCK})\)\s*(?P<text>.*)$", re.DOTALL
)
_ALONE = re.compile(rf"^\s*[\[(]?(?P<clock>{_CLOCK})[\])]?(?:\s*[-–]\s*|\s+|$)")
_GUIDE = re.compile(
    r"^\s*(?:th[eè]me|partie|question|section|bloc|chapitre|topic|part)\s+(?:n[°o]\s*)?\d{1,2}\s*[:.)–-]\s*\S",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"^(?:age|sexe|genre|profession|metier|csp|ville|commune|region|zone|quartier|formule"
    r"|abonnement|offre|anciennete|date|duree"
    r"|lieu|etude|participant[e]?|enquete|enqueteur|enquetrice|terrain|guide|statut"
    r"|situation|niveau|client|segment|profil|nom|prenom"
    r"|pseudonyme|code|entretien|numero|langue|gender|sex|occupation|city|location"
    r"|interview|interviewee|study|length|duration|name)\b"
)
_PERSONAL = re.compile(
    r"^(?:age|sexe|genre|gender|sex|profession|metier|occupation|csp|situation|niveau|statut|anciennete|nom|name"
    r"|prenom|pseudonyme|interviewee|enquetee?)\b"
)
_ASIDE = re.compile(
    r"^(?:nb|note|remarque|attention|exemple|ps|conclusion|resume|rappel|question de relance|c est a dire)$"
)
_TITLES = ("title", "titre", "subtitle", "sous-titre")
_HEADER_ROW = frozenset(
    {"locuteur", "intervenant", "speaker", "qui", "nom", "name", "personne", "participant"}
)
_DATE_LABELS = frozenset(
    {"date", "date de l'entretien", "le", "date entretien", "interview date", "realise le"}
)
_NAME_LABELS = frozenset(  # of the person or of who asks: a name is no attribute
    {
        "nom", "prenom", "nom et prenom", "prenom et nom", "name", "full name", "first name", "last name", "surname",
        "enqueteur", "enquetrice", "interviewer", "intervieweur", "intervieweuse", "chercheur", "chercheuse",
        "moderateur", "moderatrice", "moderator", "animateur", "animatrice",
    }
)  # fmt: skip
_PERSON_LABELS = frozenset(
    {
        "participant",
        "participante",
        "enquete",
        "enquetee",
        "interviewe",
        "interviewee",
        "personne interrogee",
        "code",
        "pseudonyme",
        "repondant",
        "repondante",
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript: its 1-based paragraph, its text, its style, and whether a table named it.

    `start_ms` is the time at which it is said, `page` its page in a paginated document (0 when there is none),
    `notes` what others wrote beside it.
    """

    number: int
    text: str
    style: str = ""
    label: str | None = None
    start_ms: int | None = None
    page: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a turn: the line that holds it, where it begins there, and how long it is."""

    line: int
    at: int
    length: int


@dataclass(slots=True)
class Turn:
    """What one speaker says without being interrupted; `pieces` tell where each of its `texts` stands."""

    number: int
    speaker: str
    texts: list[str] = field(default_factory=list)
    heading: str = ""
    start_ms: int | None = None
    page: int = 0
    notes: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    lead: int = 0  # blanks that were taken off its beginning

    def add(self, line: Line, text: str) -> None:
        """Go on with `text`, the end of `line`."""
        self.notes += line.notes
        if text.strip():
            self.texts.append(text)
            self.pieces.append(Piece(line.number, len(line.text) - len(text), len(text)))

    def clean(self) -> None:
        """Give the text the form in which it is stored."""
        whole = self.text
        self.texts = [clean_text(whole)]
        self.lead = len(whole) - len(whole.lstrip())

    @property
    def text(self) -> str:
        """The whole turn, a paragraph per line."""
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript read: its title, the lines of its head, its turns and its speakers in order of appearance."""

    title: str
    profile: tuple[tuple[str, str], ...]
    turns: tuple[Turn, ...]
    speakers: tuple[str, ...]
    asking: tuple[str, ...]  # the speakers who interview
    held_on: str | None
    participant: str


def transcript(lines: Sequence[Line]) -> Transcript:
    """The transcript in `lines`."""
    said = [line for line in lines if line.text.strip() or line.label]
    known = _speakers(said)
    start = next((i for i, line in enumerate(said) if _named(line, known)), None)
    if start is None:
        head, body = _unnamed_head(said)
        return _plain(head, body)
    head = said[:start]
    turns = _turns(said[_first_heading(said, start) :], known)
    return _finished(head[: _first_heading(said, start)], turns)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line as « speaker: text », with the time written beside the speaker."""

    label: str
    text: str
    start_ms: int | None


def _split(line: Line) -> _Parts | None:
    if line.label is not None:
        alone = _ALONE.match(line.label)
        label = line.label[alone.end() :] if alone and line.label[alone.end() :].strip() else line.label
        return _Parts(label.strip().rstrip(":").strip(), line.text, _clock(alone["clock"]) if alone else None)
    above = _ABOVE.match(line.text)
    if above:
        return _Parts(above["label"].strip(), above["text"] or "", _clock(above["after"]))
    match = _LABEL.match(line.text)
    if match:
        return _Parts(match["label"].strip(), match["text"], _clock(match["before"] or match["after"]))
    bracketed = _BRACKETED.match(line.text)
    if bracketed:
        return _Parts(bracketed["label"].strip(), bracketed["text"], _clock(bracketed["after"]))
    letter = _LETTER.match(line.text)
    if letter:
        return _Parts(letter["label"], letter["text"], None)
    below = _BELOW_CLOCK.match(line.text)
    return _Parts(below["label"].strip(), below["text"] or "", _clock(below["before"])) if below else None


def _clock(written: str | None) -> int | None:
    """« 1:02:03,5 » in milliseconds."""
    if not written:
        return None
    whole, _, fraction = written.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction[:3].ljust(3, "0") if fraction else 0)


def _is_heading(line: Line) -> bool:
    style = line.style.casefold()
    named = style.startswith(("heading", "titre")) and style.rstrip() not in _TITLES
    return named or (line.label is None and _GUIDE.match(line.text) is not None)


def _speakers(lines: Sequence[Line]) -> frozenset[str]:
    """The labels that are people: those that come back, those that say so, and names of the same look."""
    counts: Counter[str] = Counter()
    for line in lines:
        parts = None if _is_heading(line) else _split(line)
        if parts and len(parts.label.split()) <= 4:
            counts[parts.label] += 1
    if min(counts["Q"], counts["R"]) == 0 and any(_LETTER.match(line.text) for line in lines):
        counts["Q"] = counts["R"] = 0  # « R. Martin » is a name
    sure = {
        label
        for label, count in counts.items()
        if asks(label) or answers(label) or (count >= 2 and not _ASIDE.match(folded(label)))
    }
    sure = {label for label in sure if counts[label] >= 2 or not _PROFILE.match(folded(label))}
    if not sure or sum(counts[label] for label in sure) < 2:
        return frozenset()
    alike = {label for label in counts if _looks_like_name(label) and not _PROFILE.match(folded(label))}
    return frozenset(sure | alike)


def _looks_like_name(label: str) -> bool:
    if _ASIDE.match(folded(label)):
        return False
    words = label.split()
    return len(words) <= 3 and all(word[0].isupper() or word[0].isdigit() for word in words)


def _named(line: Line, known: frozenset[str]) -> bool:
    parts = None if _is_heading(line) else _split(line)
    return parts is not None and parts.label in known


def _first_heading(lines: Sequence[Line], start: int) -> int:
    """The place of the headings just above the first turn."""
    while start and _is_heading(lines[start - 1]):
        start -= 1
    return start


def _turns(lines: Sequence[Line], known: frozenset[str]) -> list[Turn]:
    turns: list[Turn] = []
    heading, fresh = "", True
    for line in lines:
        if _is_heading(line):
            heading, fresh = clean_text(line.text), True
            continue
        parts = _split(line) if _named(line, known) else None
        if parts is not None:
            turns.append(_begun(line, parts.label, heading, parts.start_ms))
            turns[-1].add(line, parts.text)
        elif not turns or (fresh and turns[-1].heading != heading):
            turns.append(_begun(line, turns[-1].speaker if turns else "", heading))
            turns[-1].add(line, line.text)
        else:
            turns[-1].add(line, line.text)
        fresh = False
    return turns


def _begun(line: Line, speaker: str, heading: str, start_ms: int | None = None) -> Turn:
    started = start_ms if start_ms is not None else line.start_ms
    return Turn(line.number, speaker, heading=heading, start_ms=started, page=line.page)


def _unnamed_head(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Profile and title lines at the top of a text without speakers, then the rest."""
    place = 0
    for place, line in enumerate(lines):  # noqa: B007 - the place is what is looked for
        parts = _split(line)
        profile = parts is not None and _PROFILE.match(folded(parts.label)) and len(parts.text) < 80
        if not profile and line.style.casefold() not in _TITLES:
            break
    else:
        return [], list(lines)
    return list(lines[:place]), list(lines[place:])


def _plain(head: Sequence[Line], body: Sequence[Line]) -> Transcript:
    turns: list[Turn] = []
    heading = ""
    for line in body:
        if _is_heading(line):
            heading = clean_text(line.text)
        else:
            turns.append(_begun(line, "", heading))
            turns[-1].add(line, line.text)
    return _finished(head, turns)


def _finished(head: Sequence[Line], turns: list[Turn]) -> Transcript:
    profile: list[tuple[str, str]] = []
    title, held_on, participant = "", None, ""
    for line in head:
        parts = _split(line)
        if parts is None or line.style.casefold() in _TITLES:
            title = title or clean_text(line.text)
            continue
        name, value = clean_text(parts.label), clean_text(parts.text)
        plain = folded(name)
        if plain in _DATE_LABELS and iso(value):
            held_on = iso(value)
        elif plain in _PERSON_LABELS and value:
            participant = value
        elif name and value and plain not in _NAME_LABELS:
            profile.append((name, value))
    for turn in turns:
        turn.clean()
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    interviewing = asking(turns, speakers)
    others = [speaker for speaker in speakers if speaker not in interviewing]
    return Transcript(
        title,
        tuple(profile),
        tuple(turns),
        speakers,
        interviewing,
        held_on,
        participant or (others[0] if len(others) == 1 else ""),
    )


def asking(turns: Sequence[Turn], speakers: Sequence[str]) -> tuple[str, ...]:
    """The speakers whose label says that they interview; else the one who asks most questions."""
    named = tuple(name for name in speakers if asks(name))
    if named or len(speakers) < 2:
        return named
    shares = {
        speaker: sum("?" in turn.text for turn in turns if turn.speaker == speaker)
        / sum(turn.speaker == speaker for turn in turns)
        for speaker in speakers
    }
    ranked = sorted(speakers, key=lambda speaker: -shares[speaker])
    best, second = ranked[0], ranked[1]
    return (best,) if shares[best] >= 0.5 and shares[best] > shares[second] else ()


def answering(kept: Mapping[str, str], interview: str) -> dict[str, str]:
    """Who each of those who answer is, by the label that is kept; nothing when it is one: whom the interview is with.

    `kept` gives the label of each name. A code (« P3 ») is the same person everywhere, any other only in its interview.
    """
    written: dict[str, str] = {}
    for name, label in kept.items():
        if label and label != INTERVIEWER:
            written.setdefault(label, name)
    if len(written) < 2:
        return {}
    return {label: label if is_code(label) else f"{interview} / {name}" for label, name in written.items()}


def of_the_session(
    profile: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """What the head of the notes says of all who answer (place, length…), and what of one person (age, job…)."""
    own = tuple(pair for pair in profile if _PERSONAL.match(folded(pair[0])))
    return tuple(pair for pair in profile if pair not in own), own


def is_table_header(cells: Sequence[str]) -> bool:
    """Whether the first row of a transcript's table only names its columns."""
    return bool(cells) and folded(cells[0]) in _HEADER_ROW
