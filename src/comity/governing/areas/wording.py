"""What is said of an area in words: what is unclear in it, and the question that would settle it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.core.duties import CLASHES, Gap, Part, gaps
from comity.governing.models import Area, Duty

#: what is unclear → how the list says it, and how the page does
SHORT = {
    Gap.SEVERAL_DECIDE: gettext_lazy("Several decide"),
    Gap.SEVERAL_DO: gettext_lazy("Several do it"),
    Gap.NOBODY_DECIDES: gettext_lazy("Nobody decides"),
    Gap.NOBODY_DOES: gettext_lazy("Nobody does it"),
}
TITLES = {
    Gap.SEVERAL_DECIDE: gettext_lazy("Shall only one organisation decide on {area}?"),
    Gap.SEVERAL_DO: gettext_lazy("Shall one organisation lead the work on {area}?"),
    Gap.NOBODY_DECIDES: gettext_lazy("Shall we name who decides on {area}?"),
    Gap.NOBODY_DOES: gettext_lazy("Shall we find who does the work on {area}?"),
}


@dataclass(frozen=True)
class Wording:
    """A question ready to be drafted."""

    title: str
    lede: str
    text: str


def statuses_of(found: Collection[Gap]) -> list[tuple[str, str]]:
    """Signs and words of an area's state: [("bad", "Several decide")]."""
    if not found:
        return [("ok", _("Clear"))]
    if {Gap.NOBODY_DECIDES, Gap.NOBODY_DOES} <= set(found):
        return [("warn", _("Unclaimed"))]
    return [("bad" if gap in CLASHES else "warn", str(SHORT[gap])) for gap in found]


def in_words(gap: Gap, duties: Iterable[Duty]) -> str:
    """What is unclear, with the names: “A and B say that they decide”."""
    part = Part.DECIDES if gap in (Gap.SEVERAL_DECIDE, Gap.NOBODY_DECIDES) else Part.DOES
    names = get_text_list([duty.organisation.name for duty in duties if duty.part == part], _("and"))
    match gap:
        case Gap.SEVERAL_DECIDE:
            return _("{names} say that they decide.").format(names=names)
        case Gap.SEVERAL_DO:
            return _("{names} say that they do the work.").format(names=names)
        case Gap.NOBODY_DECIDES:
            return _("Nobody says who decides.")
        case Gap.NOBODY_DOES:
            return _("Nobody says that they do the work.")


def wording_for(area: Area, duties: Sequence[Duty]) -> Wording | None:
    """The question about the heaviest thing that is unclear by the claims that stand; None where all is clear."""
    found = gaps(Part(duty.part) for duty in duties)
    if not found:
        return None
    title = str(TITLES[found[0]]).format(area=area.name)
    said = " ".join(in_words(gap, duties) for gap in found)
    lede = _("{said} Agreed means: we settle it as the text says.").format(said=said)
    lines = [f"- {duty.organisation.name}: {duty.get_part_display()}" for duty in duties]
    proposal = _("Proposal: (write here who shall have which part)")
    text = "\n".join([area.words, "", *lines, "", proposal]).strip()
    return Wording(title[:160], lede[:600], text)
