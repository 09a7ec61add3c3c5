"""The legend inside a picture that stands alone: what shapes, lines, ends and colours of it mean, and its day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from comity.core.network.drawing import Drawing
from comity.network.views.looking import Key

#: of type, in units of the legend; a line of it; the width from which three columns have room
TYPE, STEP, WIDE = 12.0, 19.0, 880.0
_SHAPES = {
    "fp": "M-8-8h16v16h-16z",
    "fv": "M0-9l9 9-9 9-9-9z", "fn": "M-8 0a8 8 0 1 1 16 0a8 8 0 1 1-16 0z", "fc": "M0-9l8.5 16h-17z",
    "ink": "M-4.5-8h9l4.5 8-4.5 8h-9l-4.5-8z",
}  # fmt: skip


@dataclass(frozen=True)
class Sign:
    """A sample with its words. line: class of a line; heads: arrow heads "end", "both"; open, unheard: its end."""

    words: str
    css: str = ""
    d: str = ""
    line: str = ""
    inner: bool = False
    heads: str = ""
    open: bool = False
    unheard: bool = False
    mark: str = ""


#: a heading and the signs below it
Block = tuple[str, Sequence[Sign]]


@dataclass(frozen=True)
class Placed:
    """A sign or a heading where it stands."""

    x: float
    y: float
    sign: Sign
    heading: bool = False


@dataclass(frozen=True)
class PictureKeys:
    """The legend below a picture. x, y, scale: where it begins, and how large; box: of the picture with it."""

    x: float
    y: float
    scale: float
    items: Sequence[Placed]
    title: str
    about: Sequence[tuple[float, str]]
    box: tuple[float, float, float, float]

    @classmethod
    def of(cls, drawing: Drawing, blocks: Sequence[Block], title: str, about: str) -> "PictureKeys":
        """Laid out in two columns, or three where they have room."""
        x, y, width, height = drawing.view_box
        scale = drawing.label_size / 15
        room = width / scale
        lines = list(_wrapped(about, int(room / (TYPE * 0.5))))
        head = 30.0 if title else 8.0
        top = head + 4 + STEP * len(lines) + 12
        columns = [top] * (3 if room >= WIDE else 2)
        items: list[Placed] = []
        for heading, signs in blocks:
            at = columns.index(min(columns))
            left, line = at * room / len(columns), columns[at]
            items.append(Placed(left, line, Sign(heading), heading=True))
            items += [Placed(left, line + STEP * (n + 1.1), sign) for n, sign in enumerate(signs)]
            columns[at] = line + STEP * (len(signs) + 2)
        end = max(columns) * scale
        said = [(head + 12 + STEP * 0.9 * n, line) for n, line in enumerate(lines)]
        return cls(x, y + height, scale, items, title, said, (x, y, width, height + end))


def _wrapped(text: str, signs: int) -> Iterator[str]:
    """Lines of at most so many signs, broken between words."""
    line = ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > signs:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line


def blocks_of(drawing: Drawing, colours: Sequence[Key], colour: str) -> list[Block]:
    """What there is to explain on this picture, and nothing else."""
    heading = _("Shape: the sector") if colours else _("Shape and colour: the sector")
    found: list[Block] = [(heading, _shapes(drawing, bool(colours)))]
    if colours:
        dots = [Sign(key.label, css=key.css, d=_SHAPES["fn"]) for key in colours]
        found.append((_("Colour: {what}").format(what=colour), dots))
    if any(tie.change for tie in drawing.ties):
        return [*found, (_("Line: what became of the tie"), _became())]
    found.append((_("Line: how closely they work"), _lines(drawing)))
    ends = _ends(drawing)
    return [*found, (_("End of the line: who says so"), ends)] if ends else found


def _shapes(drawing: Drawing, coloured: bool) -> list[Sign]:
    names = {
        "public": ("fp", _("Public")), "private": ("fv", _("Private")), "nonprofit": ("fn", _("Nonprofit")),
        "citizen": ("fc", _("Citizen group")), "": ("ink", _("Not known")),
    }  # fmt: skip
    there = {node.sector.value for node in drawing.nodes}
    shown = [names[key] for key in names if key in there]
    return [Sign(words, css="mid" if coloured else css, d=_SHAPES[css]) for css, words in shown]


def _lines(drawing: Drawing) -> list[Sign]:
    names = [
        _("In contact, and no more"), _("Networking: exchange news"), _("Coordination: change dates or hours"),
        _("Cooperation: share staff or space"), _("Collaboration: share risk and credit"),
        _("Multisector: change the system"),
    ]  # fmt: skip
    there = {tie.level for tie in drawing.ties}
    return [Sign(words, line=f"tie t{at}", inner=at == 5) for at, words in enumerate(names) if at in there]


def _ends(drawing: Drawing) -> list[Sign]:
    ties = drawing.ties
    if any(tie.heads for tie in ties):
        found = [
            (any(len(tie.heads) == 2 for tie in ties), Sign(_("Each names the other"), line="tie t3", heads="both")),
            (any(len(tie.heads) == 1 and not tie.unheard for tie in ties),
             Sign(_("Claimed: the one named says otherwise"), line="tie t3", heads="end")),
            (any(tie.heads and tie.unheard for tie in ties),
             Sign(_("Not verified: the one named is silent"), line="tie t3", heads="end", unheard=True)),
        ]  # fmt: skip
    else:
        half = [tie for tie in ties if tie.open_end]
        found = [
            (bool(half), Sign(_("Both sides say so"), line="tie t3")),
            (any(not tie.unheard for tie in half), Sign(_("Only the one where it starts"), line="tie t3", open=True)),
            (any(tie.unheard for tie in half), Sign(_("The same, and the other is silent"), line="tie t3", open=True,
                                                    unheard=True)),
        ]  # fmt: skip
    return [sign for there, sign in found if there]


def _became() -> list[Sign]:
    return [
        Sign(_("Gained"), line="tie gained", mark="+"), Sign(_("Kept"), line="tie kept"),
        Sign(_("Lost"), line="tie lost", mark="−"),
    ]  # fmt: skip
