"""The tasks of founding, in their order: what shows that one is done, in which words. Rules as data.

A task appears as soon as a room tells of its evidence; nothing else is needed to plug a subject in.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Task:
    """One task. key: its evidence. first: it may be done before the checklist is open, and is never paused."""

    key: str
    name: Any
    why: Any
    first: bool = False


@dataclass(frozen=True)
class Section:
    name: Any
    tasks: tuple[Task, ...]


CHECKLIST = "founding.checklist"
SECTIONS: tuple[Section, ...] = (
    Section(_("Should we?"), (
        Task("founding.founders", _("Bring in the founders"),
             _("Two organisations at least. Whoever joins now is a founder."), first=True),
        Task(CHECKLIST, _("Answer the start-up checklist"),
             _("Seven questions, by each founder for itself. All yes opens what follows."), first=True),
        Task("founding.library", _("See how others did it"),
             _("Three initiatives with how they are organised and what they learnt."), first=True),
    )),
    Section(_("What for, and in which form?"), (
        Task("founding.reasons", _("Say why you work together"),
             _("Reasons with figures, what you hope to gain, what speaks against it and what you do about that.")),
        Task("founding.kind", _("Choose the kind of coalition"),
             _("Four questions show which of five kinds fits; it brings bodies and rules to begin with.")),
        Task("founding.brief", _("Write the founding brief"),
             _("Each answers alone, then all make one text of it and adopt it.")),
    )),
    Section(_("With whom?"), (
        Task("founding.methods", _("Compare your methods"), _("Which each of you uses, accepts, or never uses.")),
        Task("founding.criteria", _("Agree what partners must bring"), _("Before anybody is scored.")),
        Task("founding.scores", _("Score those in view"), _("Two people each, blind to each other.")),
        Task("founding.prospects", _("Close the gaps"), _("Who is missing, and the fewest who close it.")),
    )),
    Section(_("By which rules?"), (
        Task("founding.plan", _("Draft how it is run"), _("By the groups of the community among you.")),
        Task("governing.rulebook", _("Adopt a rulebook"), _("Who decides what, how and by when; accepted by each.")),
        Task("coalitions.seated", _("Fill the first seats"), _("A body besides the general assembly, with people.")),
    )),
    Section(_("Come together"), (
        Task("founding.convening", _("Call the founding meeting"), _("Drafts of mission and structure go out ahead.")),
        Task("founding.introduced", _("Hear everyone"), _("Each says who it is, what moves it, what it asks.")),
        Task("founding.mission", _("Adopt the mission"), _("In versions, with suggestions, by decision.")),
        Task("founding.reservations", _("Settle reservations"), _("Close each, or carry it openly.")),
        Task("founding.approvals", _("Get each one’s formal word"),
             _("Signed with a mandate, or declined with a reason.")),
    )),
)  # fmt: skip
#: all evidence that the tasks ask for
KEYS = frozenset(task.key for section in SECTIONS for task in section.tasks)
