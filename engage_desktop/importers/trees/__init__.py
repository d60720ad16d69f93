"""The formats that are no table yet, each a small file that declares its `ADAPTER`: one more is named here."""

from __future__ import annotations

from engage_desktop.importers.adapters import Adapter, Family
from engage_desktop.importers.trees import x_archive

ADAPTERS: tuple[Adapter, ...] = (x_archive.ADAPTER,)

FAMILIES: tuple[Family, ...] = ()
