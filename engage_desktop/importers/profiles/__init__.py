"""The tools known, each a small file that declares its `PROFILE`: write one more, and name it here."""

from __future__ import annotations

from engage_desktop.importers.profile import Profile
from engage_desktop.importers.profiles import (
    google_forms,
    kobo,
    limesurvey,
    mentions,
    ms_forms,
    qualtrics,
    sphinx,
    surveymonkey,
    table,
    typeform,
)

PROFILES: tuple[Profile, ...] = (
    qualtrics.PROFILE,
    surveymonkey.PROFILE,
    google_forms.PROFILE,
    ms_forms.PROFILE,
    typeform.PROFILE,
    limesurvey.PROFILE,
    kobo.PROFILE,
    sphinx.PROFILE,
    mentions.PROFILE,
    table.CSV,
    table.WORKBOOK,
)
