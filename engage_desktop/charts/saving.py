"""Charts into files: PNG at twice the screen's pixels, SVG and PDF whose text stays text; whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from engage_desktop.charts.style import DPI
from engage_desktop.errors import EngageError, Reason

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Kind = Literal["png", "svg", "pdf"]
_KINDS: dict[str, Kind] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}


def render(figure: Figure, kind: Kind, *, zoom: float = 2.0) -> bytes:
    """The bytes of a picture; the same figure gives the same bytes. `zoom` is for PNG: 2 doubles the pixels."""
    metadata = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    stream = io.BytesIO()
    with warnings.catch_warnings():
        # names of groups come from people: a sign that our fonts lack is drawn as a box, not reported
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        figure.savefig(
            stream,
            format=kind,
            dpi=DPI * zoom if kind == "png" else DPI,
            facecolor=figure.get_facecolor(),
            metadata=metadata,
        )
    return stream.getvalue()


def save(figure: Figure, path: Path, *, zoom: float = 2.0) -> Path:
    """The picture at `path`, its kind told by the ending (png, svg, pdf).

    It is written beside its target and renamed: a failure leaves what was there before.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise EngageError(Reason.EXPORT_KIND_UNKNOWN, where=str(path), ending=path.suffix)
    picture = render(figure, kind, zoom=zoom)
    try:
        _replace(path, picture)
    except OSError as problem:
        raise _refusal(problem, path) from problem
    return path


def _replace(path: Path, content: bytes) -> None:
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        os.replace(beside, path)  # noqa: PTH105 - the very call that is atomic
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _refusal(problem: OSError, path: Path) -> EngageError:
    if problem.errno == errno.ENOSPC:
        return EngageError(Reason.DISK_FULL, where=str(path))
    if isinstance(problem, FileNotFoundError):
        return EngageError(Reason.FOLDER_MISSING, where=str(path.parent))
    return EngageError(Reason.FOLDER_READ_ONLY, where=str(path.parent), detail=str(problem))
