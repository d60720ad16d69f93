"""Rows of the other study page after page: between two of them « Arrêter » is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
PAGE = 2_000


def pages(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items, so many at a time."""
    for at in range(0, len(items), PAGE):
        yield items[at : at + PAGE]
