"""What is particular to the files of one tool, as data: adding a tool is writing one `Profile`."""

from __future__ import annotations

from dataclasses import dataclass

from engage_desktop.importers.cells import folded
from engage_desktop.importers.headers import spellings
from engage_desktop.models.sources import DateOrder, Role, SourceKind


@dataclass(frozen=True, slots=True)
class Signature:
    """What headers prove that a file comes from the tool; all the given parts must hold.

    Names are compared without case nor accents. `all_of` holds groups, each satisfied by any of its names;
    `first` is about the first column, `second_row` and `third_row` about any cell of those rows (a prefix),
    `sheet` about the name of a sheet (a prefix), `sheet_text` about any cell of the first rows of any sheet.
    """

    confidence: float
    all_of: tuple[tuple[str, ...], ...] = ()
    first: tuple[str, ...] = ()
    second_row: tuple[str, ...] = ()
    third_row: tuple[str, ...] = ()
    sheet: tuple[str, ...] = ()
    sheet_text: tuple[str, ...] = ()
    second_blank: bool = False  # the second row begins with an empty cell
    second_first: tuple[str, ...] = ()  # the first cell of the second row
    choice_columns: bool = False  # a column `q` with columns `q/choice` beside it
    never: tuple[str, ...] = ()  # words that no header may hold


@dataclass(frozen=True, slots=True)
class Meta:
    """Columns that the tool adds: any of `names` has this role; "*" at an end of a name stands for any text."""

    role: Role
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One tool or one shape of table.

    `how` says for people how it is recognised. `fill` is how header rows join (see `headers.joined`),
    `spread` how a multiple choice lies over columns ("brackets", "slashes", "text", "packed"), `joint` the
    separators that may join choices in one cell, `missing_codes` the cells that mean « seen, not answered »,
    `said_as` how a mention was said ("mention", "ticket", "call", "contact"), `channel` where, when no column says.
    `unfinished_without_date` is for a tool that dates a form only when it is sent, `tokens` what it writes in place of
    characters that its cells cannot hold, `score_columns` the columns in which it keeps a recommendation. `spelled`
    is for tables that programs write: « likeCount » and « public_metrics.like_count » are « like count ».
    `asks_all` says that a short list of answers is a question of the survey, even under a name that asks nothing.
    """

    id: str
    name: str
    how: str
    kind: SourceKind = SourceKind.RESPONSES
    signatures: tuple[Signature, ...] = ()
    header_rows: int = 1
    fill: str = ""
    meta: tuple[Meta, ...] = ()
    spread: tuple[str, ...] = ()
    joint: tuple[str, ...] = (";", ", ", "|", "\n")
    missing_codes: tuple[str, ...] = ()
    dates: DateOrder = DateOrder.DAY_FIRST
    empty_names: tuple[str, ...] = ("anonymous", "anonyme")
    said_as: str = "mention"
    channel: str = ""
    unfinished_without_date: bool = False
    tokens: tuple[tuple[str, str], ...] = ()
    score_columns: tuple[str, ...] = ()
    spelled: bool = False
    asks_all: bool = False

    def meta_role(self, header: str) -> Role | None:
        """The role of a column that the tool adds, or None for a column of the survey."""
        found = self.meta_place(header)
        return found[0] if found else None

    def meta_place(self, header: str) -> tuple[Role, int] | None:
        """That role, with the rank of the name among those of the role: the first named is the best one."""
        for plain in self.names_of(header):
            for meta in self.meta:
                for rank, name in enumerate(meta.names):
                    if (
                        plain == name
                        or (name.endswith("*") and plain.startswith(name[:-1]))
                        or (name.startswith("*") and plain.endswith(name[1:]))
                    ):
                        return meta.role, rank
        return None

    def names_of(self, header: str) -> tuple[str, ...]:
        """What a header is compared as."""
        return spellings(header) if self.spelled else (folded(header),)


def declared(
    *,
    id: str,
    name: str,
    how: str,
    columns: dict[str, Role],
    kind: SourceKind = SourceKind.MENTIONS,
    dates: DateOrder = DateOrder.ISO,
    said_as: str = "mention",
) -> Profile:
    """The profile of a format that fixes its own headers: `columns` gives each its role."""
    meta = tuple(Meta(role, (folded(header),)) for header, role in columns.items())
    return Profile(id, name, how, kind, meta=meta, dates=dates, said_as=said_as)
