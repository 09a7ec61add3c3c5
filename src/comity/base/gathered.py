"""Static files: once gathered (`comity migrate` does it) named by content and compressed; until then as they lie."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Gathered(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """The gathered files; their plain names as long as nothing was gathered."""

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """A style sheet may name a font that was never fetched; it keeps its plain name, and the next font is taken."""
        if content is None and not self.exists(filename or name):
            return name
        return str(super().hashed_name(name, content, filename))


def gather() -> bool:
    """Gather the static files anew if any changed since the last time; says whether it did."""
    manifest = Path(staticfiles_storage.path("staticfiles.json"))
    then = manifest.stat().st_mtime if manifest.exists() else 0.0
    if max(_changed(), default=0.0) <= then:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    return True


def _changed() -> list[float]:
    files = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    return [Path(file).stat().st_mtime for file in files]
