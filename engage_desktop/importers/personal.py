"""How many cells hold what looks like personal data: a count for a person to judge, never a silent change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from engage_desktop.models.sources import PersonalData

# Bounded repetitions: an unbounded e-mail pattern is quadratic on long texts without @.
EMAIL = re.compile(r"[\w.+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_PHONE = re.compile(
    r"(?<![\w.,+])(?:(?:\+|00)\s?(?:33|262|590|594|596|687"
    r"|689)\s?(?:\(0\)\s?)?|0)[1-9](?:[\s.\u00a0\u202f-]?\d{2}){4}(?!\w)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?\b")
_NIR = re.compile(
    r"(?<!\d)[1-478]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}\s?\d{2}(?!\d)"
)
_SHORTEST = 10  # characters of a number that tells who somebody is
_LONG_DIGITS = re.compile(r"\d[\d\s.\u00a0\u202f-]{7}")


class PersonalCount:
    """Counts cells over the batches of a file."""

    def __init__(self) -> None:
        self.email = self.phone = self.iban = self.social_security = 0

    def add(self, cells: Sequence[str]) -> None:
        """Count the cells of one column of one batch."""
        joined = "\n".join(cells)
        if "@" in joined:
            self.email += sum("@" in cell and EMAIL.search(cell) is not None for cell in cells)
        if len(joined) < 10 * max(1, len(cells) // 50) or not _LONG_DIGITS.search(joined):
            return
        for cell in cells:
            if len(cell) >= _SHORTEST and _LONG_DIGITS.search(cell):
                self._numbers(cell)

    def add_counted(self, counts: Counter[str]) -> None:
        """Count cells that repeat: each distinct one is looked at once."""
        for cell, times in counts.items():
            if len(cell) < _SHORTEST and "@" not in cell:
                continue
            one = PersonalCount()
            one.add((cell,))
            self.email += times * one.email
            self.phone += times * one.phone
            self.iban += times * one.iban
            self.social_security += times * one.social_security

    def _numbers(self, cell: str) -> None:
        self.phone += _PHONE.search(cell) is not None
        self.iban += any(is_iban(match[0]) for match in _IBAN.finditer(cell))
        self.social_security += any(is_social_security(match[0]) for match in _NIR.finditer(cell))

    def total(self) -> PersonalData:
        """What was counted."""
        return PersonalData(self.email, self.phone, self.iban, self.social_security)


def is_iban(text: str) -> bool:
    """Whether the check digits are right (ISO 13616, modulus 97)."""
    compact = "".join(text.split())
    if not 15 <= len(compact) <= 34 or not compact.isascii():
        return False
    digits = "".join(str(int(char, 36)) for char in compact[4:] + compact[:4])
    return int(digits) % 97 == 1


def is_social_security(text: str) -> bool:
    """Whether the key of a French social security number is right: 97 − number mod 97, Corsica as 19 and 18."""
    compact = "".join(text.split()).upper()
    number = (
        compact[:13].replace("2A", "19", 1).replace("2B", "18", 1)
        if "A" in compact or "B" in compact
        else compact[:13]
    )
    return len(compact) == 15 and number.isdigit() and int(compact[13:]) == 97 - int(number) % 97
