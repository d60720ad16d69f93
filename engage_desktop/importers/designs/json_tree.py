"""A small JSON document as a tree, and its parts as what they should be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import decoding

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def load_json(path: Path) -> Json:
    """The document at `path`; raises FILE_DAMAGED when it is none, or nested beyond reason."""
    try:
        found: Json = json.loads(path.read_text(decoding.encoding_of(path), "replace").lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=str(error)[:200]) from None
    except OSError as error:
        raise EngageError(Reason.FILE_UNREADABLE, where=str(path), detail=str(error.strerror)) from None
    return found


def as_object(value: Json) -> dict[str, Json]:
    """`value` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """`value` when it is a list, the values of an object, else nothing."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def text(value: Json) -> str:
    """`value` when it is a text or a number, else ""."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def number(value: Json) -> int | None:
    """The whole number that `value` is or writes, small enough for a scale, else None."""
    try:
        found = float(text(value))
    except ValueError:
        return None
    return (
        int(found) if abs(found) <= 1000 and found.is_integer() else None
    )  # NaN is no greater than anything
