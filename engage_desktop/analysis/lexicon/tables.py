"""The lexicon's text made values: one entry a line, columns parted by tabs, `#` before a remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engage_desktop.models.lexicon import BASE, STRONGEST, Change, Entry, Modifier

Rows = Iterator[tuple[int, dict[str, str]]]


def entries(text: str, *, packs: Iterable[str] | None = None) -> tuple[Entry, ...]:
    """The entries of a table, those of `packs` (None: all) and of the base; raises ValueError naming the line."""
    kept = None if packs is None else {BASE, *packs}
    found = []
    for line, row in _rows(text):
        pack = row.get("pack", "") or BASE
        strength = _number(row.get("strength", ""), line)
        if abs(strength) > STRONGEST:
            raise ValueError(f"line {line}: strength {strength}")
        if kept is None or pack in kept:
            found.append(Entry(row["entry"], strength, row.get("pos", ""), pack, row.get("note", "")))
    return tuple(found)


def modifiers(text: str) -> tuple[Modifier, ...]:
    """The modifiers of a table; raises ValueError naming the line."""
    return tuple(
        Modifier(row["entry"], _number(row["factor"], line), Change(row["kind"]), row.get("note", ""))
        for line, row in _rows(text)
    )


def spellings(text: str) -> tuple[tuple[str, str], ...]:
    """Texted words and what they mean."""
    return tuple((row["written"], row["meaning"]) for _line, row in _rows(text) if row.get("meaning"))


def _rows(text: str) -> Rows:
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
        elif cells[0]:
            yield number, dict(zip(header, cells, strict=False))


def _number(text: str, line: int) -> float:
    try:
        return float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        raise ValueError(f"line {line}: « {text} » is no number") from None
