"""The stage for stories about prints: that of files, in a folder of the test’s own."""

from tests.files.conftest import elsewhere, folder, troupe

__all__ = ["elsewhere", "folder", "troupe"]  # fixtures
