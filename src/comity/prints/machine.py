"""Whether this machine can make PDFs: it needs WeasyPrint (the extra `pdf`) and Pango. Pages print without both."""

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec

from django.utils.translation import gettext as _

from comity.base.doctor import Finding
from comity.base.refusal import Bar, Reason

#: the libraries that WeasyPrint opens, by the names they have on Linux, macOS and Windows
LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0.dylib", "libgobject-2.0-0.dll"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
)


@cache
def lacks() -> str:
    """What is missing here: "weasyprint", "pango", or "" when PDFs can be made. Looked up once."""
    if find_spec("weasyprint") is None:
        return "weasyprint"
    return "" if all(_opens(*names) for names in LIBRARIES) else "pango"


def not_printing() -> Reason | None:
    """Why no PDF can be made here; the page can be printed all the same."""
    if not lacks():
        return None
    missing = {"weasyprint": "WeasyPrint", "pango": "Pango"}[lacks()]
    said = _("PDFs can’t be made here: {what} is missing on this machine.").format(what=missing)
    return Reason(said, _("Print the page instead, or ask the administrator."), Bar.NOT_NOW)


def look() -> Iterator[Finding]:
    """For the doctor. Without the extra that is fine; with it and without Pango it is not."""
    match lacks():
        case "weasyprint":
            said = _("PDFs are not made here: the extra “pdf” (WeasyPrint) is not installed. Pages print all the same.")
            yield Finding(True, said)
        case "pango":
            mend = _("Install the packages libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.")
            yield Finding(False, _("PDFs can’t be made: WeasyPrint is here, and Pango is missing."), mend)
        case _here:
            yield Finding(True, _("PDFs can be made."))


def _opens(*names: str) -> bool:
    for name in names:
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False
