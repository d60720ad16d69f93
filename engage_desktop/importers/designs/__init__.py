"""Questionnaires of other tools, each a small file that declares its `FAMILY`: write one more, and name it here."""

from __future__ import annotations

from engage_desktop.importers.adapters import Family
from engage_desktop.importers.designs import lss, qsf, surveyjs, xlsform

FAMILIES: tuple[Family, ...] = (lss.FAMILY, qsf.FAMILY, xlsform.FAMILY, surveyjs.FAMILY)
