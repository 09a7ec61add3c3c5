"""XML from strangers, read safely: no document type, hence no entities that grow; no deep nesting; lines kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as xml
from xml.parsers import expat

from comity.core.network.listing import BadList

_DEEP = 60
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass
class Element:
    """One element: its name without namespace, attributes, direct text, children, and the line where it begins."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> Iterator["Element"]:
        """Children of this name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next(self.all(name), None)


def read_tree(file: str, content: bytes) -> Element:
    """The root of an XML document. Raises BadList where it is none, or asks for more than a network needs."""
    reading = _Reading(file)
    try:
        reading.parser.Parse(content, True)
    except expat.ExpatError as wrong:
        problem = f"this is no well-formed XML ({expat.ErrorString(wrong.code)})."
        raise BadList(file, problem, "Save the file anew from the program it comes from.", line=wrong.lineno) from None
    except (LookupError, ValueError) as wrong:
        raise _unless_bad(file, wrong) from None
    return reading.root.children[0]


def _unless_bad(file: str, wrong: Exception) -> BadList:
    if isinstance(wrong, BadList):
        return wrong
    return BadList(file, "the encoding it names is unknown.", "Save it again with the encoding UTF-8.", line=1)


class _Reading:
    """Builds elements while expat goes through the document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = Element("", {}, 0)
        self.open = [self.root]
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _doctype(self, *_: object) -> None:
        problem = "it declares a document type, which could make it grow without end."
        raise BadList(self.file, problem, "Take the line with <!DOCTYPE out.", line=self.parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if len(self.open) > _DEEP:
            raise BadList(self.file, "its elements lie too deep in each other.", "This is no network.", line=line)
        element = Element(_local(name), {_local(key): value for key, value in attributes.items()}, line)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].text += text


def _local(name: str) -> str:
    return name.rpartition(":")[2]


_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_text(value: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", value)


def written(root: xml.Element) -> bytes:
    """A document as a file holds it."""
    return f"{_HEAD}{xml.tostring(root, encoding='unicode')}\n".encode()
