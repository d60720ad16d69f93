"""Where things lie: our own resources, and the user's settings, logs and backups."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_NAME = "engage-desktop"


def resources() -> Path:
    """The folder of icons, fonts, translations, samples and lexicons (checkout, wheel or frozen bundle)."""
    for candidate in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(_PACKAGE.parent / "resources")


def settings_folder() -> Path:
    """The user's settings folder, made when missing."""
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False, ensure_exists=True))


def log_folder() -> Path:
    """The folder of local logs, made when missing; nothing in it ever leaves the machine."""
    import platformdirs

    return Path(platformdirs.user_log_dir(_NAME, appauthor=False, ensure_exists=True))


def documents_folder() -> Path:
    """Where new studies are proposed."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())


def backup_folder(study: Path) -> Path:
    """The folder beside a study that holds its backups (not made here)."""
    return study.parent / f".{study.stem}.sauvegardes"
