"""Tally: a joined cell for a multiple choice, and beside it one TRUE/FALSE column per option."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import DateOrder, Role

PROFILE = Profile(
    id="tally",
    name="Tally",
    how="colonnes « Submission ID », « Respondent ID », « Submitted at » (d'après la documentation, sans export réel)",
    signatures=(Signature(0.97, all_of=(("submission id",), ("respondent id",), ("submitted at",))),),
    meta=(
        Meta(Role.RESPONSE_ID, ("submission id",)),
        Meta(Role.PARTICIPANT, ("respondent id",)),
        Meta(Role.DATE, ("submitted at",)),
    ),
    spread=("parentheses",),
    joint=(", ",),
    dates=DateOrder.ISO,
)
