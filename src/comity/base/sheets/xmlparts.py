"""XML parts of a workbook, parsed as they stream: no document types, no depth, no endless tags."""

from collections.abc import Callable
from xml.parsers import expat

from comity.base.sheets.archive import Package
from comity.base.sheets.trouble import BadSheet, Trouble

_DEPTH = 50
_TAG_BYTES = 1_000_000

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class Parser:
    """An expat parser without document types, hence without entities; tags lose their prefix.

    Depth and the length of a single tag are bounded: both would eat memory before any cell is seen.
    """

    def __init__(self, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
        self._start = start
        self._end = end
        self._depth = 0
        self._fed = 0
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._on_start
        self._expat.EndElementHandler = self._on_end
        self._expat.CharacterDataHandler = text
        self._expat.StartDoctypeDeclHandler = self._refuse

    def feed(self, chunk: bytes, part: str, last: bool = False) -> None:
        """Parse on. Whatever is no workbook raises BadSheet, a number that is none included."""
        try:
            self._expat.Parse(chunk, last)
        except (expat.ExpatError, ValueError, OverflowError, LookupError) as error:
            raise BadSheet(Trouble.BROKEN_XLSX, part=part) from error
        self._fed += len(chunk)
        if not last and self._fed - self._expat.CurrentByteIndex > _TAG_BYTES:
            raise BadSheet(Trouble.BROKEN_XLSX, part=part)

    def _on_start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise ValueError(self._depth)
        self._start(tag.rpartition(":")[2] if ":" in tag else tag, attributes)

    def _on_end(self, tag: str) -> None:
        self._depth -= 1
        self._end(tag.rpartition(":")[2] if ":" in tag else tag)

    def _refuse(self, *_: object) -> None:
        raise BadSheet(Trouble.FORBIDDEN_XML)


def parse(
    package: Package,
    part: str,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = Parser(start, end or _ignore, text or _ignore)
    for chunk in package.chunks(part):
        parser.feed(chunk, part)
    parser.feed(b"", part, last=True)


def _ignore(_: str) -> None:
    return None
