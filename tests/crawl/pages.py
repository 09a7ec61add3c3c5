"""Which pages there are for whom: those that the table of the matrix opens to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.matrix.asking import address, addresses
from tests.matrix.table import TABLE
from tests.matrix.world import World

#: addresses whose answer is a file, not a page
FILES = (
    "export-table",
    "download",
    "inside:parcel",
    "roster-problems",
    "governing:json",
    "governing:csv",
    "governing:balance-csv",
    "governing:rulebook-json",
    "governing:rulebook-text",
    "governing:ballots",
    "meetings:ics",
    "texts:markdown",
    "files:get",
    "prints:get",
    "surveys:table",
    "network:wave-figures",
    "network:circle-meeting-file",
    "people:data",
    "robots",
    "openapi",
    "readyz",
)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def is_page(name: str, query: str) -> bool:
    """Whether what is asked for there is a page, and no file to take along."""
    return not name.endswith(FILES) and "export=" not in query and "format=" not in query


def pages(world: World, role: str) -> dict[str, str]:
    """Name → address of every page open to somebody; a page about several kinds of thing has several names."""
    within, things = addresses(), world.things["alpha"]
    found = {}
    for name, rows in TABLE.items():
        for row in rows:
            if row.get[role] == 200 and is_page(name, row.query):
                label = " ".join(filter(None, [name, row.args.replace(" ", ","), row.query]))
                found[label] = address(name, within[name], row, things, things.slug)
    return found


NAMES = sorted(
    " ".join(filter(None, [name, row.args.replace(" ", ","), row.query]))
    for name, rows in TABLE.items()
    for row in rows
    if row.get["coordinator"] == 200 and is_page(name, row.query)
)


@dataclass
class Element:
    """A piece of a page: its tag, attributes, the elements around it, and its own text."""

    tag: str
    attributes: dict[str, str]
    around: tuple["Element", ...]
    text: str = ""

    def within(self, *tags: str) -> bool:
        return any(one.tag in tags for one in self.around)


@dataclass
class Page(HTMLParser):
    """A page, taken apart."""

    source: str
    elements: list[Element] = field(default_factory=list)
    #: (element, text) in the order in which they are read
    texts: list[tuple[Element | None, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(one)
        if tag not in VOID:
            self._open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop().tag == tag:
                return
        self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data
        self.texts.append((self._open[-1] if self._open else None, data))

    def all(self, *tags: str) -> Iterator[Element]:
        return (one for one in self.elements if one.tag in tags)


def faults(source: str) -> list[str]:
    """What is wrong with how a page is built."""
    page = Page(source)
    found = list(page.faults)
    found += _head(page)
    found += [f"inline style on <{one.tag}>" for one in page.elements if "style" in one.attributes]
    found += [
        f"{name} on <{one.tag}>" for one in page.elements for name in one.attributes if name.startswith("on")
    ]
    found += ["an inline <style>" for one in page.all("style")]
    found += ["an inline <script>" for one in page.all("script") if "src" not in one.attributes]
    ids = [one.attributes["id"] for one in page.elements if one.attributes.get("id")]
    found += [f"the id {one} twice" for one in sorted({one for one in ids if ids.count(one) > 1})]
    return [*found, *_labels(page, set(ids)), *_keys(page)]


def _head(page: Page) -> Iterator[str]:
    headings = list(page.all("h1"))
    if len(headings) != 1 or not headings[0].text.strip():
        yield f"{len(headings)} h1"
    title = next((one for one in page.all("title") if not one.within("svg")), None)
    if title is None or not title.text.strip(" ·\n"):
        yield "no title"
    if not next(page.all("html")).attributes.get("lang"):
        yield "no lang"


def _labels(page: Page, ids: set[str]) -> Iterator[str]:
    """Every field has words that belong to it."""
    named = {one.attributes.get("for") for one in page.all("label")}
    for one in page.all("input", "select", "textarea"):
        known = one.attributes.get("type") in ("hidden", "submit") or one.attributes.get("aria-label")
        known = known or one.attributes.get("aria-labelledby") or one.within("label")
        if not known and one.attributes.get("id") not in named:
            yield f"no label for {one.attributes.get('name')}"
    for one in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            for target in one.attributes.get(name, "").split():
                if target not in ids:
                    yield f"{name} leads to {target}, which is not there"


def _keys(page: Page) -> Iterator[str]:
    """Every form that changes something carries the key against forgery."""
    posting = [one for one in page.all("form") if one.attributes.get("method", "").lower() == "post"]
    keys = sum(one.attributes.get("name") == "csrfmiddlewaretoken" for one in page.all("input"))
    if keys != len(posting):
        yield f"{len(posting)} forms and {keys} keys against forgery"
