"""The library as a list. Pages and other programs read the same."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.coalitions.requests import CoalitionRequest
from comity.founding.library import queries
from comity.topics.queries import live, narrowed

ASKED = [("yes", gettext_lazy("They answered us")), ("no", gettext_lazy("Nobody has asked them"))]


def precedents(request: CoalitionRequest) -> Listing:
    """All other initiatives."""
    page = addresses("founding:library-one", request.coalition.slug, like=UUID(int=0))
    words = ("name", "place", "what", "organised", "results", "lessons", "source")
    return Listing(
        request, queries.visible_to(request.standing), name="library", default="name", caption=_("Other initiatives"),
        columns=[
            Column("name", _("Name"), "name", sort="sort_name", head=True, link=lambda p: page(p.pk)),
            Column("place", _("Where"), "place", sort="place"),
            Column("topics", _("Topics"), lambda p: "; ".join(one.name for one in queries.topics_of(p))),
            Column("lessons", _("What we learn"), "lessons", show=lambda p: _short(p.lessons)),
            Column("contacted", _("They answered"), "contacted_on", sort="contacted_on", narrow=True),
            Column("what", _("What they did"), "what", shown=False),
            Column("organised", _("How they were organised"), "organised", shown=False),
            Column("results", _("What came of it"), "results", shown=False),
            Column("contact", _("Whom to ask"), "contact", shown=False),
            Column("source", _("Where from"), "source", shown=False), Column("link", _("Address"), "link", shown=False),
        ],
        filters=(
            Words(words),
            Choose("topic", _("Topic"), lambda: [(one.pk, one.path) for one in live(request.standing)],
                   apply=lambda rows, value: narrowed(rows, value, "on_topics__topic")),
            Choose("asked", _("Asked"), ASKED,
                   apply=lambda rows, value: rows.filter(contacted_on__isnull=value == "no")),
        ),
        empty=Empty(
            _("The library is empty"),
            _("Others have tried what you plan. Read what they did, and what they would do again."),
            "book", _("Enter an initiative"), reverse("founding:library-new", args=[request.coalition.slug]),
            _("“Warm Street, Northgate: forty homes in a year; a paid convener made the difference.”"),
        ),
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117].rsplit(' ', 1)[0]} …"


