"""Coding: the codebook, the application of codes, flags and memos. Each function is one act, undone as one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.codes import Code, MemoTarget
from engage_desktop.models.ids import CodeId, CoderId, CodingId, VerbatimId
from engage_desktop.progress import Progress
from engage_desktop.store import codes, codings, journal, memos, verbatims
from engage_desktop.store.database import Session, Study
from engage_desktop.store.soundness import text_hash

T = TypeVar("T")
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Toggled:
    """How many verbatims received the code, and how many lost it."""

    added: int
    removed: int


def add_code(
    study: Study,
    name: str,
    *,
    parent: CodeId | None = None,
    color: int | None = None,
    key: str = "",
    coder: str = "",
) -> Code:
    """A new code, under `parent` or at the top; refuses an empty name or one already there among its siblings."""
    with study.write() as session, _act(session, "code.add", coder, name=name.strip()):
        return _added(session, name, parent=parent, color=color, key=key)


def edit_code(
    study: Study,
    code: CodeId,
    *,
    name: str | None = None,
    color: int | None = None,
    key: str | None = None,
    description: str | None = None,
    coder: str = "",
) -> Code:
    """The code with what is given changed; a key bound to another code moves to this one."""
    with study.write() as session:
        before = codes.get(session, code)
        with _act(session, "code.edit", coder, name=before.name):
            if name is not None:
                _expect_free(session, name, parent=before.parent, but=code)
            if key:
                codes.release_key(session, key)
            codes.update(
                session,
                code,
                name=None if name is None else name.strip(),
                color=color,
                key=key,
                description=description,
            )
        return codes.get(session, code)


def move_code(study: Study, code: CodeId, *, parent: CodeId | None, coder: str = "") -> Code:
    """The code under another parent (None: at the top); refuses to put it under itself."""
    with study.write() as session:
        moved = codes.get(session, code)
        if parent is not None and parent in codes.family(session, code):
            raise EngageError(Reason.CODE_EXISTS, name=moved.name)
        _expect_free(session, moved.name, parent=parent, but=code)
        with _act(session, "code.move", coder, name=moved.name):
            codes.move(session, code, parent=parent)
        return codes.get(session, code)


def delete_code(study: Study, code: CodeId, *, coder: str = "") -> int:
    """Delete the code, its sub-codes and what they were applied to; gives the number of codings taken away."""
    with study.write() as session:
        gone = codes.get(session, code)
        with _act(session, "code.delete", coder, name=gone.name):
            return codes.delete(session, code)


def toggle(
    study: Study,
    verbatim_ids: Sequence[VerbatimId],
    code: CodeId,
    *,
    coder: str = "",
    span: tuple[int, int] | None = None,
    progress: Progress | None = None,
) -> Toggled:
    """Apply the code to the verbatims that lack it, or, when all carry it, take it away from all.

    `span` (code points, one verbatim) applies it to a passage; the same passage again takes it away. Stopped, it
    leaves nothing changed.
    """
    with study.write() as session:
        return _toggled(session, verbatim_ids, code, coder=coder, span=span, progress=progress)


def _toggled(
    session: Session,
    verbatim_ids: Sequence[VerbatimId],
    code: CodeId,
    *,
    coder: str,
    span: tuple[int, int] | None,
    progress: Progress | None,
) -> Toggled:
    name = codes.name(session, code)
    who = codes.coder(session, coder or default_coder(session))
    carried = _carried(session, verbatim_ids, code, who, span, progress)
    lacking = [each for each in verbatim_ids if each not in carried]
    if not lacking:
        with journal.act(session, "code.remove", coder=who, name=name, n=len(carried)):
            _take_away(session, carried, progress)
        return Toggled(0, len(carried))
    with journal.act(session, "code.apply", coder=who, name=name, n=len(lacking)):
        _apply_all(session, lacking, code, who, span, progress)
    return Toggled(len(lacking), 0)


def apply(
    study: Study,
    verbatim_ids: Sequence[VerbatimId],
    code: CodeId,
    *,
    coder: str = "",
    progress: Progress | None = None,
) -> int:
    """Apply the code to those of the verbatims that lack it, all or none; gives how many they were."""
    with study.write() as session:
        name = codes.name(session, code)
        who = codes.coder(session, coder or default_coder(session))
        carried = _carried(session, verbatim_ids, code, who, None, progress)
        lacking = [each for each in verbatim_ids if each not in carried]
        with journal.act(session, "code.apply", coder=who, name=name, n=len(lacking)):
            _apply_all(session, lacking, code, who, None, progress)
        return len(lacking)


def code_theme(
    study: Study, name: str, verbatim_ids: Sequence[VerbatimId], *, coder: str = ""
) -> tuple[Code, int]:
    """The code of that name, made when missing, on those of the verbatims that lack it, as one act; and how many."""
    with study.write() as session:
        found = codes.find(session, name)
        carried: dict[VerbatimId, tuple[CodingId, ...]] = {}
        if found is not None:
            carried = codings.of_code(session, verbatim_ids, found.id)
        lacking = [each for each in verbatim_ids if each not in carried]
        with _act(session, "code.theme", coder, name=name.strip(), n=len(lacking)) as who:
            code = found or _added(session, name, parent=None, color=None, key="")
            _apply_all(session, lacking, code.id, who, None, None)
        return code, len(lacking)


def apply_new(
    study: Study,
    verbatim_ids: Sequence[VerbatimId],
    name: str,
    *,
    coder: str = "",
    span: tuple[int, int] | None = None,
    progress: Progress | None = None,
) -> Code:
    """A new code at the top of the tree, applied to the verbatims (or to a passage of one): one act, undone at once."""
    with study.write() as session, _act(session, "code.add", coder, name=name.strip()) as who:
        made = _added(session, name, parent=None, color=None, key="")
        _apply_all(session, verbatim_ids, made.id, who, span, progress)
        return made


Passages = Sequence[tuple[VerbatimId, tuple[int, int] | None]]  # None: the whole verbatim


def apply_passages(study: Study, passages: Passages, code: CodeId, *, coder: str = "") -> int:
    """Apply the code to those of the passages (code points) that lack it, as one act; gives how many they were."""
    with study.write() as session:
        name = codes.name(session, code)
        with _act(session, "code.apply", coder, name=name, n=len(passages)) as who:
            return _apply_each(session, passages, code, who)


def apply_new_to_passages(study: Study, passages: Passages, name: str, *, coder: str = "") -> Code:
    """A new code at the top of the tree, applied to passages of several verbatims: one act."""
    with study.write() as session, _act(session, "code.add", coder, name=name.strip()) as who:
        made = _added(session, name, parent=None, color=None, key="")
        _apply_each(session, passages, made.id, who)
        return made


def _apply_each(session: Session, passages: Passages, code: CodeId, who: CoderId) -> int:
    applied = 0
    for verbatim, span in passages:
        if not codings.carrying(session, [verbatim], code, who, span=span):
            _apply(session, verbatim, code, who, span=span)
            applied += 1
    return applied


def remove(
    study: Study,
    verbatim_ids: Sequence[VerbatimId],
    code: CodeId,
    *,
    coder: str = "",
    progress: Progress | None = None,
) -> int:
    """Take the code away from the verbatims, spans included, all or none; gives how many carried it."""
    with study.write() as session:
        name = codes.name(session, code)
        carried: dict[VerbatimId, tuple[CodingId, ...]] = {}
        for page in _pages(verbatim_ids, progress):
            carried.update(codings.of_code(session, page, code))
        with _act(session, "code.remove", coder, name=name, n=len(carried)):
            _take_away(session, carried, progress)
        return len(carried)


def remove_coding(study: Study, coding: CodingId, *, coder: str = "") -> None:
    """Take one coding away."""
    with study.write() as session, _act(session, "code.remove", coder, n=1):
        codings.remove(session, [coding])


def code_line(
    study: Study,
    verbatim: VerbatimId,
    name: str,
    *,
    coder: str = "",
    span: tuple[int, int] | None = None,
    uid: str = "",
) -> str:
    """Apply the code of that name (made when missing) to one verbatim; gives the coding's uid once committed.

    A coding already there, or a `uid` already known, changes nothing and gives its uid.
    """
    with study.write() as session:
        known = codings.uid_known(session, uid) if uid else False
        if known:
            return uid
        found = codes.find(session, name)
        with _act(session, "code.apply", coder, name=name.strip(), n=1) as who:
            code = found or _added(session, name, parent=None, color=None, key="")
            carried = codings.carrying(session, [verbatim], code.id, who, span=span)
            if verbatim in carried:
                return codings.uid_of(session, carried[verbatim][0])
            return _apply(session, verbatim, code.id, who, span=span, uid=uid)


def flag(study: Study, verbatim_ids: Sequence[VerbatimId], *, on: bool, coder: str = "") -> None:
    """Mark the verbatims to be seen again, or take the mark away."""
    with study.write() as session, _act(session, "verbatim.flag", coder, n=len(verbatim_ids)):
        verbatims.set_flag(session, verbatim_ids, on=on)


def write_memo(study: Study, target: MemoTarget, target_id: int, text: str, *, coder: str = "") -> None:
    """Keep a memo on its target; an empty text takes it away."""
    with study.write() as session, _act(session, "memo.write", coder) as who:
        memos.write(session, target, target_id, text, coder=who)


class _act:  # noqa: N801 - a context manager, read as a verb
    """A journal entry whose coder is entered when named; the block receives the coder's id."""

    def __init__(self, session: Session, verb: str, coder: str, **facts: str | int) -> None:
        self._coder = codes.coder(session, coder or default_coder(session))
        self._entry = journal.act(session, verb, coder=self._coder, **facts)

    def __enter__(self) -> CoderId:
        self._entry.__enter__()
        return self._coder

    def __exit__(self, *raised: object) -> None:
        self._entry.__exit__(*raised)  # type: ignore[arg-type] # the three of any context manager


def default_coder(session: Session) -> str:
    """Who codes when nobody says: the study's first coder, else the name of the account."""
    known = codes.coders(session)
    if known:
        return known[0].name
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account, no environment
        return "codeur"


def _added(session: Session, name: str, *, parent: CodeId | None, color: int | None, key: str) -> Code:
    name = name.strip()
    if not name:
        raise EngageError(Reason.NAME_EMPTY)
    _expect_free(session, name, parent=parent)
    if key:
        codes.release_key(session, key)
    hue = color or (codes.next_color(session) if parent is None else codes.get(session, parent).color)
    return codes.get(session, codes.insert(session, name, parent=parent, color=hue, key=key))


def _expect_free(session: Session, name: str, *, parent: CodeId | None, but: CodeId | None = None) -> None:
    if not name.strip():
        raise EngageError(Reason.NAME_EMPTY)
    known = codes.find(session, name, parent=parent, anywhere=False)
    if known is not None and known.id != but:
        raise EngageError(Reason.CODE_EXISTS, name=name.strip())


def _pages(every: Sequence[T], progress: Progress | None) -> Iterator[Sequence[T]]:
    """A thousand at a time, telling how far and stopping between two pages."""
    for at in range(0, len(every), _PAGE):
        if progress is not None:
            progress.step(at, len(every), "coding")
        yield every[at : at + _PAGE]


def _carried(
    session: Session,
    verbatim_ids: Sequence[VerbatimId],
    code: CodeId,
    coder: CoderId,
    span: tuple[int, int] | None,
    progress: Progress | None,
) -> dict[VerbatimId, tuple[CodingId, ...]]:
    found: dict[VerbatimId, tuple[CodingId, ...]] = {}
    for page in _pages(verbatim_ids, progress):
        found.update(codings.carrying(session, page, code, coder, span=span))
    return found


def _take_away(
    session: Session, carried: dict[VerbatimId, tuple[CodingId, ...]], progress: Progress | None
) -> None:
    for page in _pages([key for keys in carried.values() for key in keys], progress):
        codings.remove(session, page)


def _apply_all(
    session: Session,
    verbatim_ids: Sequence[VerbatimId],
    code: CodeId,
    coder: CoderId,
    span: tuple[int, int] | None,
    progress: Progress | None,
) -> None:
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    for page in _pages(list(dict.fromkeys(verbatim_ids)), progress):
        texts = verbatims.texts(session, page)
        marks = [codings.Mark(uuid.uuid4().hex, each, span, _quote_hash(texts[each], span)) for each in page]
        codings.insert_many(session, marks, code=code, coder=coder, created_at=now)


def _quote_hash(text: str, span: tuple[int, int] | None) -> bytes:
    if span is not None and not 0 <= span[0] < span[1] <= len(text):
        raise EngageError(Reason.SPAN_OUTSIDE, start=span[0], end=span[1], length=len(text))
    return text_hash(text if span is None else text[span[0] : span[1]])


def _apply(
    session: Session,
    verbatim: VerbatimId,
    code: CodeId,
    coder: CoderId,
    *,
    span: tuple[int, int] | None,
    uid: str = "",
) -> str:
    text = verbatims.text(session, verbatim)
    quote_hash = _quote_hash(text, span)
    uid = uid or uuid.uuid4().hex
    codings.insert(
        session,
        uid=uid,
        verbatim=verbatim,
        code=code,
        coder=coder,
        span=span,
        quote_hash=quote_hash,
        created_at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
    )
    return uid
