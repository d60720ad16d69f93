"""The other study's codebook: each code found by its path in our tree, those that are missing made there."""

from __future__ import annotations

from dataclasses import dataclass

from engage_desktop.models.ids import CodeId
from engage_desktop.models.merging import MergeKind
from engage_desktop.models.names import folded
from engage_desktop.store import codes, journal
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.past import Past


@dataclass(frozen=True, slots=True)
class Entry:
    """One code as the file has it."""

    id: int
    uid: str
    name: str
    parent: int | None
    color: int
    key: str
    description: str


class Codebook:
    """Their codes by their ids: `of` those that are here. One taken away here is made again only when it is needed."""

    def __init__(self, ours: Session, theirs: Session, account: Account, past: Past) -> None:
        self.of: dict[int, int] = {}
        self.made: list[int] = []
        self._ours, self._account, self._past = ours, account, past
        self._theirs = {each.id: each for each in _entries(theirs)}
        self._here = {each.id: each for each in _entries(ours)}
        self._order = [int(each.id) for each in codes.tree(theirs)]
        self._tree = {(each.parent or 0, folded(each.name)): each.id for each in self._here.values()}
        self._withdrawn: set[int] = set()

    def match(self) -> None:
        """Find every code: by its path, else as the code that was renamed or moved on one side."""
        by_uid = {each.uid: each for each in self._here.values()}
        waiting = []
        for key in self._order:  # parents first
            each = self._theirs[key]
            above = 0 if each.parent is None else self.of.get(each.parent)
            found = None if above is None else self._tree.get((above, folded(each.name)))
            if found is None:
                waiting.append(each)
            else:
                self.of[key] = found
        claimed = set(self.of.values())
        for each in waiting:
            above = 0 if each.parent is None else self.of.get(each.parent)
            found = None if above is None else self._tree.get((above, folded(each.name)))
            same = by_uid.get(each.uid)
            if found is None and same is not None and same.id not in claimed:
                found = same.id
            if found is not None:
                self.of[each.id] = found
                claimed.add(found)
            elif self._past.took_away("code", each.uid):
                self._withdrawn.add(each.id)
        for key in self._order:
            if key in self.of and self.of[key] in self._here:
                if self._tell(self._theirs[key], self._here[self.of[key]]):
                    self._account.complete(MergeKind.CODE)
                else:
                    self._account.know(MergeKind.CODE)

    def bring(self) -> None:
        """Make the codes that are not here, but for those that were taken away here."""
        for key in self._order:
            if key not in self.of and key not in self._withdrawn:
                self.need(key)

    def need(self, theirs: int) -> int:
        """The code here, made with those above it when it is not."""
        known = self.of.get(theirs)
        if known is not None:
            return known
        each = self._theirs[theirs]
        above = None if each.parent is None else CodeId(self.need(each.parent))
        found = self._tree.get((int(above or 0), folded(each.name)))
        if found is None:
            found = self._make(each, above)
        self._withdrawn.discard(theirs)
        self.of[theirs] = found
        return found

    def finish(self) -> None:
        """Count the codes that stay away."""
        for key in sorted(self._withdrawn):
            self._account.leave(MergeKind.CODE, "merge_withdrawn", at=self._theirs[key].name)

    def name(self, theirs: int) -> str:
        """What the other study calls a code."""
        return self._theirs[theirs].name

    def _make(self, each: Entry, above: CodeId | None) -> int:
        taken = self._ours.sql("SELECT 1 FROM code WHERE key = ? AND key <> ''", (each.key,)).scalar()
        with journal.recording(self._ours):
            made = codes.insert(
                self._ours, each.name, parent=above, color=each.color, key="" if taken else each.key
            )
            if each.description:
                codes.update(self._ours, made, name=None, color=None, key=None, description=each.description)
            if not self._ours.sql("SELECT 1 FROM code WHERE uid = ?", (each.uid,)).scalar():
                self._ours.bulk("code", "UPDATE code SET uid = ? WHERE id = ?", [(each.uid, int(made))])
        self._tree[int(above or 0), folded(each.name)] = int(made)
        self.made.append(int(made))
        self._account.add(MergeKind.CODE)
        return int(made)

    def _tell(self, theirs: Entry, ours: Entry) -> bool:
        """Say where both describe one code otherwise; whether a definition that ours lacked was taken."""
        lacking = bool(theirs.description) and not ours.description
        if folded(theirs.name) != folded(ours.name):
            self._differ(ours, "name", theirs.name, ours.name, "kept_merge_name")
        plain = ours.parent is None and theirs.parent is None and theirs.color != ours.color
        if plain and not self._was(ours, "color", theirs.color):
            self._account.remark("kept_merge_color", at=ours.name)
        if not theirs.description or theirs.description == ours.description:
            return False
        if not lacking:
            self._differ(ours, "description", theirs.description, ours.description, "kept_merge_definition")
        if not lacking or self._was(ours, "description", theirs.description):
            return False
        with journal.recording(self._ours):
            codes.update(
                self._ours, CodeId(ours.id), name=None, color=None, key=None, description=theirs.description
            )
        return True

    def _differ(self, ours: Entry, column: str, there: str, here: str, reason: str) -> None:
        if not self._was(ours, column, there):
            self._account.remark(reason, at=ours.name, theirs=there, ours=here)

    def _was(self, ours: Entry, column: str, value: object) -> bool:
        return self._past.was("code", ours.uid, column, value)


def _entries(session: Session) -> list[Entry]:
    return [
        Entry(*row)
        for row in session.rows(
            "SELECT id, uid, name, parent_id, color, key, description FROM code ORDER BY id"
        )
    ]
