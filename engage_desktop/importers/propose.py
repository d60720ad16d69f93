"""What an import would do with a file: a role per column with its confidence and reason, and a preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import (
    answers_json,
    figures,
    formats,
    interview,
    keys,
    opening,
    roles,
    spreads,
    states,
    ties,
)
from engage_desktop.importers.cells import folded
from engage_desktop.importers.columns import Portrait
from engage_desktop.importers.dates import is_serial, is_unix, looks_like_date, order_of
from engage_desktop.importers.fields import rectangle
from engage_desktop.importers.personal import PersonalCount
from engage_desktop.importers.profile import Profile
from engage_desktop.importers.recognise import recognise
from engage_desktop.importers.roles import Context, made
from engage_desktop.models.sources import (
    COUNTER_ROLES,
    STATES,
    TEST,
    UNFINISHED,
    ColumnMapping,
    DateOrder,
    Layout,
    Mapping,
    PersonalData,
    Proposal,
    Recognition,
    Role,
    SourceKind,
)
from engage_desktop.progress import Progress

PREVIEWED = 50
_MOST_COLUMNS = 16_384


def propose(
    path: Path,
    recognition: Recognition | None = None,
    *,
    layout: Layout | None = None,
    progress: Progress | None = None,
) -> Proposal:
    """What `path` would become; `layout` replaces the recognised one.

    Raises what `recognise` raises, and NO_ROWS, UNCLOSED_QUOTE, MAPPING_INVALID (a layout that reads nothing).
    """
    recognition = recognition or recognise(path)
    chosen = layout or recognition.layout
    if recognition.format == formats.ANSWERS.id:
        return answers_json.propose(path, recognition)
    family = formats.family(recognition.format)
    if family is not None:
        return family.propose(path, replace(recognition, layout=chosen), progress)
    if recognition.kind is SourceKind.INTERVIEW:
        return interview.propose(path, replace(recognition, layout=chosen), progress=progress)
    if recognition.kind is SourceKind.FIGURES:
        return figures.propose(path, recognition, layout=chosen, progress=progress)
    profile = formats.profile(recognition.format)
    if profile is None:
        raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))
    survey = _Survey(path, profile, chosen, progress)
    mapping = survey.mapping(recognition)
    # The recognition goes out with the layout that was used: dates and decimals are known only now.
    return Proposal(
        path=str(path),
        recognition=replace(recognition, layout=mapping.layout),
        mapping=mapping,
        headers=survey.headers,
        preview=tuple(survey.preview),
        preview_rows=tuple(survey.preview_rows),
        rows=survey.rows,
        size=path.stat().st_size,
        personal_data=survey.personal_data(),
        personal_columns=tuple(count.total() for count in survey.personal),
        states=survey.states(mapping),
    )


class _Survey:
    """One pass over a table, then the roles of its columns."""

    def __init__(self, path: Path, profile: Profile, layout: Layout, progress: Progress | None) -> None:
        self._profile = profile
        self._layout = layout
        table = opening.open_table(path, profile.id, layout, progress=progress)
        self.headers = table.headers
        if not self.headers or len(self.headers) > _MOST_COLUMNS:
            raise EngageError(Reason.NO_ROWS, where=str(path))
        self.portraits = [
            Portrait(index, self.headers[index], table.codes[index], table.named[index])
            for index in range(len(self.headers))
        ]
        self._listed = table.options
        self.preview: list[tuple[str, ...]] = []
        self.preview_rows: list[int] = []
        self.rows = 0
        self.personal = [PersonalCount() for _header in self.headers]
        for numbers, rows in table.batches:
            if progress is not None:
                progress.step(self.rows, 0, "reading")
            self._take(numbers, rows)
        if not self.rows:
            shown = _telling(self.headers, mended=layout.mend)
            raise EngageError(Reason.NO_ROWS, where=str(path), headers=shown)

    def _take(self, numbers: Sequence[int], rows: list[list[str]]) -> None:
        room = PREVIEWED - len(self.preview)
        if room > 0:
            self.preview.extend(tuple(row) for row in rows[:room])
            self.preview_rows.extend(numbers[:room])
        self.rows += len(rows)
        columns = rectangle(numbers, rows, len(self.headers), {})
        for portrait, personal, cells in zip(self.portraits, self.personal, columns, strict=True):
            counted = portrait.add(cells)
            if counted is not None and 2 * len(counted) < len(cells):
                personal.add_counted(counted)
            else:
                personal.add(cells)

    def personal_data(self) -> PersonalData:
        """What all columns cite."""
        return sum((count.total() for count in self.personal), PersonalData())

    def mapping(self, recognition: Recognition) -> Mapping:
        """The proposed mapping."""
        decimal = self._decimal()
        context = Context(decimal, self._profile.joint, asks_all=self._profile.asks_all)
        columns = self._tool_columns()
        left = [p for p in self.portraits if p.index not in columns]
        columns.update(spreads.find(left, self._profile.spread))
        mentions = self._profile.kind is SourceKind.MENTIONS
        for portrait in left:
            if portrait.index not in columns:
                guess = _beside_mentions(portrait, context) if mentions else self._guess(portrait, context)
                listed = self._listed.get(portrait.index)
                columns[portrait.index] = _listing(guess, listed) if listed else guess
        ordered = [self._sound_key(columns[index]) for index in sorted(columns)]
        ordered = _one_of_each(ordered)
        ordered = _with_text(ordered) if mentions else ties.others(ties.grids(ordered, self.portraits))
        order, ordered = self._dated(ordered)
        return Mapping(
            format=recognition.format,
            kind=self._profile.kind,
            layout=replace(self._layout, decimal=decimal, dates=order),
            columns=tuple(_without_needless_code(column, self._profile) for column in ordered),
        )

    def _guess(self, portrait: Portrait, context: Context) -> ColumnMapping:
        """The role of a column of the survey, what its name means to the tool coming first."""
        if folded(portrait.name) in self._profile.score_columns and self._all_recommend():
            scored = roles.tool_score(portrait)
            if scored is not None:
                return scored
        if states.tells_states(portrait.name, frozenset(portrait.counts)):
            return made(portrait, Role.STATUS, 0.8, "states")
        return roles.guess(portrait, context)

    def _all_recommend(self) -> bool:
        """Whether the tool does not say that some of its scores measure something else."""
        kinds = [
            p
            for p in self.portraits
            if folded(p.name) in ("survey_type", "survey type", "question_type", "question type")
        ]
        return all(folded(cell) in ("nps", "") for kind in kinds for cell in kind.counts)

    def states(self, mapping: Mapping) -> tuple[tuple[str, int], ...]:
        """How many rows are previews, tests, or were left before their end, as far as each column tells."""
        if mapping.kind is not SourceKind.RESPONSES:
            return ()
        found: Counter[str] = Counter()
        for column in mapping.columns:
            portrait = self.portraits[column.index]
            if column.role is Role.STATUS:
                state = states.state_reader(column.header)
                for cell, count in portrait.counts.items():
                    found[state(cell)] += count
            elif column.role is Role.DATE and self._profile.unfinished_without_date:
                found[UNFINISHED] += self.rows - portrait.filled
            elif column.role is Role.TEXT:
                tried = sum(n for cell, n in portrait.counts.items() if states.is_trial(cell))
                found[TEST] = max(found[TEST], tried)
        return tuple((state, found[state]) for state in STATES if found[state])

    def _tool_columns(self) -> dict[int, ColumnMapping]:
        found: dict[int, ColumnMapping] = {}
        for portrait in self.portraits:
            place = self._profile.meta_place(portrait.code or portrait.name)
            if place is None and portrait.code != portrait.name:
                place = self._profile.meta_place(portrait.name)
            if place is None:
                continue
            role, rank = place
            if role is Role.DATE and portrait.filled and not _tells_moments(portrait):
                continue  # « Il y a 3 jours », « 10:05 »: a role given by the name must not refuse rows
            if role is Role.RESPONSE_ID and not portrait.name and portrait.index:
                continue
            if role not in (Role.IGNORE, Role.MENTION) and not portrait.filled:
                role = Role.IGNORE
            # Of two columns with one role, the first named by the profile wins, and one that says something.
            confidence = 0.97 - min(rank, 40) / 1000 - (0.0 if portrait.filled else 0.3)
            found[portrait.index] = made(portrait, role, round(confidence, 3), "tool_column")
        return found

    def _sound_key(self, column: ColumnMapping) -> ColumnMapping:
        """The column, ignored when it would tell rows apart by identifiers that a spreadsheet rounded."""
        if column.role not in (Role.RESPONSE_ID, Role.THREAD):
            return column
        if not keys.rounded(self.portraits[column.index].counts):
            return column
        return replace(column, role=Role.IGNORE, confidence=0.9, reason="rounded_ids")

    def _decimal(self) -> str:
        comma = point = 0
        for portrait in self.portraits:
            for cell, count in portrait.counts.items():
                bare = cell.replace(",", "", 1).replace(".", "", 1)
                if len(cell) < 20 and bare.isascii() and bare.isdigit() and bare != cell:
                    comma += count * ("," in cell)
                    point += count * ("." in cell)
        return "," if comma > point or (comma == point and self._layout.decimal == ",") else "."

    def _dated(self, columns: list[ColumnMapping]) -> tuple[DateOrder, list[ColumnMapping]]:
        """The order of dates that the date column proves; a doubt lowers its confidence and is its reason."""
        for place, column in enumerate(columns):
            if column.role is not Role.DATE:
                continue
            cells = [
                cell
                for cell in self.portraits[column.index].counts
                if looks_like_date(cell) or is_serial(cell)
            ]
            if not cells:
                return self._layout.dates, columns
            order, why = order_of(cells, self._layout.dates)
            if why in ("doubt", "mixed"):
                doubtful = replace(column, confidence=min(column.confidence, 0.6), reason=f"date_order_{why}")
                columns[place] = doubtful
            return order, columns
        return self._layout.dates, columns


def _tells_moments(portrait: Portrait) -> bool:
    return portrait.share(lambda cell: looks_like_date(cell) or is_serial(cell) or is_unix(cell)) >= 0.5


def _telling(headers: tuple[str, ...], *, mended: bool) -> str:
    """Three headers that show how the file was read; those with accents when accents were put right."""
    picked = [header for header in headers if not header.isascii()] if mended else headers
    shown = ", ".join(f"« {header if len(header) <= 40 else header[:39] + '…'} »" for header in picked[:3])
    return f"{shown}…" if len(headers) > 3 else shown


def _listing(guess: ColumnMapping, options: tuple[str, ...]) -> ColumnMapping:
    """A column whose answers the file itself lists: a single choice, unless it describes the person."""
    if guess.reason == "profile_name" or guess.role in (Role.NPS, Role.CSAT, Role.CES, Role.SCALE):
        return guess
    return replace(
        guess,
        role=Role.SINGLE,
        options=options,
        separator="",
        scale=None,
        confidence=0.95,
        reason="stated_by_form",
    )


def _beside_mentions(portrait: Portrait, context: Context) -> ColumnMapping:
    """A column of mentions that is none of the usual ones: an attribute when its values repeat."""
    guess = roles.guess(portrait, context)
    if guess.role in (Role.ATTRIBUTE, Role.SINGLE, Role.LANGUAGE, Role.DATE):
        role = Role.ATTRIBUTE if guess.role is Role.SINGLE else guess.role
        return replace(guess, role=role, options=())
    return replace(guess, role=Role.IGNORE, scale=None, options=(), separator="", reason="not_for_mentions")


_SINGULAR = (
    Role.RESPONSE_ID,
    Role.PARTICIPANT,
    Role.DATE,
    Role.WAVE,
    Role.LANGUAGE,
    Role.MENTION,
    Role.AUTHOR,
    Role.TITLE,
    Role.CHANNEL,
    Role.THREAD,
    Role.LINK,
    *COUNTER_ROLES,
)
_BEST_FIRST = {"email": 3, "customer_number": 2, "tool_column": 4, "person_name": 1}


def _one_of_each(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Keep the most certain column of each role that a record has once; the others are ignored."""
    for role in _SINGULAR:
        same = [column for column in columns if column.role is role]
        if len(same) < 2:
            continue
        best = max(same, key=lambda c: (_BEST_FIRST.get(c.reason, 0), c.confidence, -c.index))
        columns = [
            replace(column, role=Role.IGNORE, reason=f"second_{role.value}")
            if column.role is role and column is not best
            else column
            for column in columns
        ]
    return columns


def _with_text(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Where nothing else was said, the title is what was said (tickets without a description)."""
    if any(column.role is Role.MENTION and column.confidence > 0.8 for column in columns):
        return columns
    if not any(column.role is Role.TITLE for column in columns):
        return columns
    swapped = {Role.TITLE: Role.MENTION, Role.MENTION: Role.IGNORE}
    return [replace(column, role=swapped.get(column.role, column.role)) for column in columns]


def _without_needless_code(column: ColumnMapping, profile: Profile) -> ColumnMapping:
    """A code is kept only where the file has codes apart from wordings."""
    return column if profile.fill in ("first", "second") else replace(column, question_code="")
