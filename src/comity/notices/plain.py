"""A mail's HTML, read as plain text: the same words in the same order, links as "words: address"."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_SILENT = {"head", "style", "script", "title"}
_VOID = {"br", "img", "hr", "meta", "link", "col", "input"}
_PARAGRAPH = {"p", "tr", "table", "div", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4"}
_LINE = {"td", "li", "br", "dt", "dd"}
_HIDDEN = re.compile(r"display\s*:\s*none")


@dataclass(frozen=True)
class Plain:
    """What was read: the document's title on one line, and its text."""

    title: str
    text: str


def plain(html: str) -> Plain:
    """Read a mail. What is not displayed is left out; the element of class `foot` is set off as a signature."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Plain(" ".join("".join(reader.title).split()), "".join(reader.out).strip() + "\n")


class _Reader(HTMLParser):
    """Keeps the open elements; `owed` line breaks are written when the next words come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.title: list[str] = []
        self.out: list[str] = []
        self.owed = 0
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._break(tag)
        if tag in _VOID:
            return
        hidden = self._hidden or tag in _SILENT or bool(_HIDDEN.search(given.get("style") or ""))
        self.open.append((tag, hidden))
        if hidden:
            return
        if tag == "a" and given.get("href"):
            self.link = (given["href"] or "", len(self.out))
        elif tag == "li":
            self._write("* ")
        elif "foot" in (given.get("class") or "").split():
            self.owed = 2
            self._write("-- \n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link:
            self._address(*self.link)
            self.link = None
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if any(name == "title" for name, _ in self.open):
            self.title.append(data)
        elif not self._hidden:
            self._words(data)

    @property
    def _hidden(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def _break(self, tag: str) -> None:
        if self._hidden:
            return
        if tag in _PARAGRAPH:
            self.owed = max(self.owed, 2)
        elif tag in _LINE:
            self.owed = max(self.owed, 1)

    def _words(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            if data and not self.owed:
                self._blank()
            return
        if data[0].isspace() and not self.owed:
            self._blank()
        self._write(words)
        if data[-1].isspace():
            self._blank()

    def _blank(self) -> None:
        if self.out and not self.out[-1][-1:].isspace():
            self.out.append(" ")

    def _write(self, text: str) -> None:
        if self.owed:
            if self.out and self.out[-1] == " ":
                self.out.pop()
            if self.out and not self.out[-1].endswith(("* ", "-- \n")):
                self.out.append("\n" * self.owed)
            self.owed = 0
        self.out.append(text)

    def _address(self, href: str, since: int) -> None:
        href = href.removeprefix("mailto:")
        words = "".join(self.out[since:]).strip()
        if words != href:
            self._write(f"{'' if words.endswith(':') or not words else ':'} {href}")
