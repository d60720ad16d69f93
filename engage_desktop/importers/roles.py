"""The role that a column seems to have, with a confidence and a reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from engage_desktop.importers import choices
from engage_desktop.importers.cells import as_number, point_out_of, score_parser
from engage_desktop.importers.columns import Portrait
from engage_desktop.importers.dates import is_beyond
from engage_desktop.importers.wording_rules import Wording
from engage_desktop.models.personal import ADDRESS, is_iban, is_social_security
from engage_desktop.models.sources import ColumnMapping, Missing, Role
from engage_desktop.models.surveys import CES1_SCALE, CES2_SCALE, CSAT_SCALE, NPS_SCALE, Direction, Scale

_MOST_OPTIONS = 30
_LONGEST_OPTION = 120
_SURE_SHARE = 0.8  # of the cells that are of a kind, for the column to be of that kind


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole file says of its style."""

    decimal: str
    joint: tuple[str, ...]
    asks_all: bool = False  # whether every column of the tool asks something


def guess(portrait: Portrait, context: Context) -> ColumnMapping:
    """The column with the role that its wording and its values suggest."""
    wording = Wording(portrait.name)
    if not portrait.filled:
        return made(portrait, Role.IGNORE, 0.95, "empty")
    return (
        _identity(portrait, wording)
        or _scored(portrait, wording)
        or _moment(portrait, wording)
        or _chosen(portrait, wording, context)
        or _figure(portrait, wording, context)
        or _said(portrait, wording)
    )


def made(
    portrait: Portrait,
    role: Role,
    confidence: float,
    reason: str,
    *,
    scale: Scale | None = None,
    separator: str = "",
    options: tuple[str, ...] = (),
    name: str = "",
    columns: tuple[int, ...] = (),
) -> ColumnMapping:
    """A column of the proposal."""
    return ColumnMapping(
        index=portrait.index,
        header=portrait.header,
        role=role,
        name=name or portrait.name,
        question_code=portrait.code,
        scale=scale,
        columns=columns,
        separator=separator,
        options=options,
        confidence=confidence,
        reason=reason,
    )


def _identity(portrait: Portrait, wording: Wording) -> ColumnMapping | None:  # noqa: PLR0911 - a case per line
    addresses = portrait.share(lambda cell: ADDRESS.fullmatch(cell) is not None)
    if addresses >= _SURE_SHARE or (wording.email and addresses >= 0.3):
        return made(portrait, Role.PARTICIPANT, 0.9, "email")
    if portrait.share(is_social_security) >= _SURE_SHARE:
        return made(portrait, Role.PARTICIPANT, 0.9, "social_security")
    if portrait.share(is_iban) >= _SURE_SHARE:
        return made(portrait, Role.IGNORE, 0.9, "account_number")
    if wording.customer:
        return made(portrait, Role.PARTICIPANT, 0.8, "customer_number")
    if wording.person:
        return made(portrait, Role.PARTICIPANT, 0.7, "person_name")
    if wording.address and portrait.mean_length > 5:
        return made(portrait, Role.IGNORE, 0.7, "postal_address")
    if wording.phone and portrait.share(_many_digits) >= 0.5:
        return made(portrait, Role.IGNORE, 0.8, "phone_number")
    if wording.response_id and portrait.distinct_share >= 0.95:
        return made(portrait, Role.RESPONSE_ID, 0.85, "unique_number")
    if wording.wave and portrait.distinct_share <= 0.5:
        return made(portrait, Role.WAVE, 0.8, "wave_name")
    if wording.language and portrait.mean_length <= 12:
        return made(portrait, Role.LANGUAGE, 0.8, "language_name")
    return None


def _many_digits(cell: str) -> bool:
    return sum(char.isdigit() for char in cell) >= 8


def _moment(portrait: Portrait, wording: Wording) -> ColumnMapping | None:
    share = portrait.dates()
    if share >= 0.5 and any(map(is_beyond, portrait.counts)):
        return made(portrait, Role.IGNORE, 0.5, "dates_beyond")  # a guess must not refuse rows
    if wording.date and share >= 0.5:
        return made(portrait, Role.DATE, 0.9 if share > 0.95 else 0.7, "dates")
    if share >= 0.9 and portrait.share(lambda cell: as_number(cell, ".") is not None) < 0.5:
        return made(portrait, Role.DATE, 0.6, "dates")
    return None


# ── scales ──


def points_of(portrait: Portrait) -> tuple[Counter[int], float]:
    """The points 0–100 that the cells state, and the share of cells that state one."""
    parse = score_parser(Scale(0, 100))
    points: Counter[int] = Counter()
    total = 0
    for cell, count in portrait.counts.items():
        value = parse(cell)
        if isinstance(value, Missing):
            continue
        if not isinstance(value, int):
            value = point_out_of(cell)[0]
        total += count
        if isinstance(value, int):
            points[value] += count
    return points, sum(points.values()) / total if total else 0.0


def _scored(portrait: Portrait, wording: Wording) -> ColumnMapping | None:  # noqa: PLR0911 - a case per line
    points, share = points_of(portrait)
    asked = wording.standard
    if share < (0.6 if asked else 0.95) or not points:
        return None
    total = sum(points.values())
    if set(points) <= {0, 1} and (total >= 5 or not asked) and wording.range() is None:
        return None  # yes or no
    if max(points) < 3 and total >= 20 and wording.range() is None:
        return None  # codes of a short list
    low, high, stated = _ends(points, wording, _stated_by_cells(portrait))
    if high > 10 and not stated:
        return None
    if wording.recommends:
        return _recommendation(portrait, points, low, high, stated=stated)
    if asked and (low, high) in ((1, 5), (1, 7)):
        if wording.easy or wording.effort:
            return _effort(portrait, wording, high)
        scale = CSAT_SCALE if high == 5 else Scale(1, high, version="csat")
        return made(portrait, Role.CSAT, 0.88, f"wording_satisfaction_1_{high}", scale=scale)
    if wording.profile and not stated:
        return None
    if not (stated or wording.rating or len(points) >= 3) or (wording.counting and not stated):
        return None
    return made(
        portrait,
        Role.SCALE,
        0.75 if stated else 0.6,
        f"bare_{low}_{high}",
        scale=_labelled(Scale(low, high), portrait),
    )


def tool_score(portrait: Portrait) -> ColumnMapping | None:
    """A column in which a tool of recommendations keeps its score; None when its values are no points 0–10."""
    points, share = points_of(portrait)
    if share < 0.95 or not points or max(points) > 10:
        return None
    return made(portrait, Role.NPS, 0.9, "tool_recommends_0_10", scale=_labelled(NPS_SCALE, portrait))


def _ends(points: Counter[int], wording: Wording, out_of: tuple[int, int] | None) -> tuple[int, int, bool]:
    """The ends of the scale: those stated, else the usual ones that hold nearly all points."""
    stated = wording.range() or out_of
    total = sum(points.values())
    if stated:
        low, high = stated
        if sum(count for point, count in points.items() if low <= point <= high) >= 0.6 * total:
            return (0 if low == 1 and points[0] else low), high, True
    # Where the wording names a standard a few odd cells are faults; else every point counts, or a guess
    # too narrow would refuse good rows.
    tolerance = 0.97 if wording.standard else 1.0
    for low, high in ((1, 5), (1, 7), (0, 10)):
        if wording.recommends and high == 7 and total < 20:
            continue
        inside = sum(count for point, count in points.items() if low <= point <= high)
        if inside >= (tolerance if high < 10 else 0.6 if wording.recommends else 0.85) * total:
            return low, high, False
    return min(points), max(points), False


def _stated_by_cells(portrait: Portrait) -> tuple[int, int] | None:
    """The ends of the scale that every cell states (« 8/10 »), or None."""
    bests = {point_out_of(cell)[1] for cell in portrait.values}
    best = bests.pop() if len(bests) == 1 else 0
    return (0 if best >= 10 else 1, best) if best in (4, 5, 7, 10, 20, 100) else None


def _recommendation(
    portrait: Portrait, points: Counter[int], low: int, high: int, *, stated: bool
) -> ColumnMapping:
    total = sum(points.values())
    inside = sum(count for point, count in points.items() if 0 <= point <= 10)
    short = high < 10 and (stated or (total >= 20 and max(points) <= high))
    if inside >= 0.6 * total and not short:
        reason = "wording_recommends_0_10"
        return made(
            portrait, Role.NPS, 0.95 if max(points) > 5 else 0.7, reason, scale=_labelled(NPS_SCALE, portrait)
        )
    return made(portrait, Role.SCALE, 0.6, "wording_recommends_not_0_10", scale=Scale(low, high))


def _effort(portrait: Portrait, wording: Wording, high: int) -> ColumnMapping:
    if wording.easy:
        scale = CES2_SCALE if high == 7 else Scale(1, high, version="ces2")
        return made(portrait, Role.CES, 0.85 if high == 7 else 0.75, f"wording_easy_1_{high}", scale=scale)
    scale = CES1_SCALE if high == 5 else Scale(1, high, Direction.LOWER_IS_BETTER, version="ces1")
    return made(portrait, Role.CES, 0.8, f"wording_effort_1_{high}", scale=scale)


def _labelled(scale: Scale, portrait: Portrait) -> Scale:
    """`scale` with the words of its ends, when cells such as « 10 - Extrêmement probable » tell them."""
    parse = score_parser(scale)
    words = {scale.low: "", scale.high: ""}
    for cell in portrait.counts:
        point = parse(cell)
        if isinstance(point, int) and point in words and any(char.isalpha() for char in cell[2:]):
            words[point] = cell.lstrip("0123456789").lstrip(" -–—:=.)").strip()
    if not any(words.values()):
        return scale
    return Scale(
        scale.low,
        scale.high,
        scale.direction,
        scale.version,
        scale.top_boxes,
        words[scale.low],
        words[scale.high],
    )


# ── choices ──


def _chosen(portrait: Portrait, wording: Wording, context: Context) -> ColumnMapping | None:  # noqa: PLR0911 - a case per line
    values = portrait.values
    numeric = portrait.numbers(context.decimal) >= 0.9
    prose = wording.open and portrait.mean_length > 40
    joined = None if prose or numeric else _joined(portrait, context)
    if joined is None and wording.several and not numeric:
        joined = _announced(portrait, context)
    if joined is not None:
        return joined
    longest = max(map(len, values), default=0)
    if (
        wording.profile
        and not wording.open
        and longest <= 80
        and not (numeric and portrait.distinct_share > 0.5)
    ):
        if numeric and len(values) > 12:
            return None
        return made(portrait, Role.ATTRIBUTE, 0.85, "profile_name")
    if wording.postal and longest <= 12:
        return made(portrait, Role.ATTRIBUTE, 0.85, "profile_name")  # « 01000 » is no figure
    few = len(values) <= min(_MOST_OPTIONS, portrait.said * 0.5)
    if not values or not few or longest > _LONGEST_OPTION or wording.other_text:
        return None
    if numeric and len(values) > 2 and not wording.profile:
        return None
    if wording.open and (portrait.distinct_share > 0.2 or (wording.comment and _in_words(values))):
        return None
    if wording.question or context.asks_all or all(map(choices.is_yes_or_no, values)):
        return made(portrait, Role.SINGLE, 0.75, "few_values", options=_options(portrait))
    return made(portrait, Role.ATTRIBUTE, 0.6, "few_short_values")


def _in_words(values: list[str]) -> bool:
    """Whether most values are several words long, as what people write, however often they write the same."""
    return sum(len(value.split()) >= 3 for value in values) >= 0.5 * len(values)


def _options(portrait: Portrait) -> tuple[str, ...]:
    """Labels by the number they begin with, else by frequency."""
    values = portrait.values
    if all(value[:1].isdigit() for value in values):
        return tuple(
            sorted(values, key=lambda value: (as_number(value.split()[0].rstrip(".:)-"), ".") or 0, value))
        )
    return tuple(values)


def _joined(portrait: Portrait, context: Context) -> ColumnMapping | None:
    """A choice whose cells join labels, by the separator that leaves the shortest list of them."""
    best: tuple[str, tuple[str, ...]] | None = None
    for separator in context.joint:
        options = _labels(portrait, separator)
        if options and (best is None or len(options) < len(best[1])):
            best = separator, options
    if best is None:
        return None
    separator, options = best
    confidence = 0.85 if separator == ";" else 0.75
    return made(portrait, Role.MULTIPLE, confidence, "joined_values", separator=separator, options=options)


def _labels(portrait: Portrait, separator: str) -> tuple[str, ...]:
    """The labels that the cells join by `separator`; () when they join none."""
    cells = list(portrait.counts.items())
    several = sum(count for cell, count in cells if _is_joined(cell.rstrip("; "), separator))
    if several < max(2, 0.08 * portrait.filled) and not _trailing(portrait, separator):
        return ()
    parts: Counter[str] = Counter()
    for cell, count in cells:
        parts.update({part: count for part in choices.split(cell, separator) if part})
    kept = [part for part, count in parts.most_common() if count >= 2]
    told = sum(parts[part] for part in kept)
    if not kept or len(kept) > 60 or max(map(len, kept)) > _LONGEST_OPTION:
        return ()
    if told < 0.75 * sum(parts.values()) or sum(parts.values()) < 2.5 * len(kept):
        return ()
    if sum(len(part) * parts[part] for part in kept) / told > 70:
        return ()
    options = _whole(kept, cells, separator)
    longest_first = sorted(options, key=len, reverse=True)
    joined = any(len(list(choices.greedy(cell, separator, longest_first))) > 1 for cell, _count in cells)
    # Else each answer is one option, which holds the separator.
    return options if joined or _trailing(portrait, separator) else ()


def _announced(portrait: Portrait, context: Context) -> ColumnMapping | None:
    """A choice whose header says that several may be made, however few answers there are to see it."""
    several = [mark for mark in context.joint if any(_is_joined(cell, mark) for cell in portrait.counts)]
    separator = several[0] if several else context.joint[0] if context.joint else ";"
    parts: Counter[str] = Counter()
    for cell, count in portrait.counts.items():
        parts.update({part: count for part in choices.split(cell, separator) if part})
    if not parts or len(parts) > _MOST_OPTIONS or max(map(len, parts)) > _LONGEST_OPTION:
        return None
    options = tuple(part for part, _count in parts.most_common())
    return made(portrait, Role.MULTIPLE, 0.8, "wording_several", separator=separator, options=options)


def _is_joined(cell: str, separator: str) -> bool:
    return separator in cell and len(list(choices.split(cell, separator))) > 1


def _trailing(portrait: Portrait, separator: str) -> bool:
    return separator == ";" and portrait.share(lambda cell: cell.endswith(";")) > 0.8


def _whole(kept: list[str], cells: list[tuple[str, int]], separator: str) -> tuple[str, ...]:
    """Options, two parts glued again when they are never seen apart (an option that holds the separator)."""
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    seen: Counter[str] = Counter()
    for cell, count in cells:
        parts = [part for part in choices.split(cell, separator) if part]
        for place, part in enumerate(parts):
            seen[part] += count
            after.setdefault(part, set()).add(parts[place + 1] if place + 1 < len(parts) else "")
            before.setdefault(part, set()).add(parts[place - 1] if place else "")
    options: list[str] = []
    glued: set[str] = set()
    for part in kept:
        if part in glued:
            continue
        following = next(iter(after[part])) if len(after[part]) == 1 else ""
        if following and before.get(following) == {part} and seen[part] >= 5 and following in kept:
            glued.add(following)
            options = [each for each in options if each != following]
            options.append(f"{part}{separator}{following}")
        else:
            options.append(part)
    return tuple(options)


# ── figures and texts ──


def _figure(portrait: Portrait, wording: Wording, context: Context) -> ColumnMapping | None:
    # A guess must not refuse rows: without a wording that asks for a count, every cell is a number.
    if portrait.numbers(context.decimal) < (0.9 if wording.counting else 1.0):
        return None
    if (
        portrait.distinct_share >= 0.98
        and portrait.filled > 20
        and not wording.question
        and portrait.index == 0
    ):
        return made(portrait, Role.RESPONSE_ID, 0.6, "unique_number")
    if wording.identifier:
        return made(portrait, Role.IGNORE, 0.5, "identifiers")
    return made(portrait, Role.NUMBER, 0.6, "numbers")


def _said(portrait: Portrait, wording: Wording) -> ColumnMapping:
    if wording.other_text:
        return made(portrait, Role.TEXT, 0.7, "other_specify")
    if wording.open:
        return made(portrait, Role.TEXT, 0.9, "wording_open")
    if portrait.mean_length > 25 or wording.question:
        return made(portrait, Role.TEXT, 0.75, "long_varied")
    if (
        portrait.share(lambda cell: " " not in cell) > 0.9
        and portrait.distinct_share > 0.9
        and portrait.filled > 10
    ):
        return made(portrait, Role.IGNORE, 0.4, "identifiers")
    return made(portrait, Role.TEXT, 0.4, "short_varied")
