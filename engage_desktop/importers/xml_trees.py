"""The root of a piece of XML that nobody trusts: no DTD, no entity, one refusal for each way to be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.errors import EngageError, Reason

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def root(data: bytes, path: Path) -> Element:
    """The root of the document in `data`, read from `path`; raises FILE_DAMAGED, XML_WITH_DTD."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        found: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise EngageError(Reason.XML_WITH_DTD, where=str(path)) from None
    except (ParseError, ValueError, LookupError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"XML: {error}"[:200]) from None
    return found
