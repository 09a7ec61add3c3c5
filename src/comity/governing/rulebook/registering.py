"""What the rulebook tells the rooms below."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.coalitions.joining import on_leaving, on_step
from comity.coalitions.openness import usual
from comity.coalitions.queries import members_of, slug_of
from comity.coalitions.standing import Standing
from comity.governing.acts.adopting import restore_rulebook
from comity.governing.commitments import currency_at, limit_on_sheet
from comity.governing.models import Acceptance, RulebookVersion, RuleReview, VersionState
from comity.governing.rulebook import ground, jobs, looking, queries, telling
from comity.governing.rulebook.asking import adopted
from comity.governing.rulebook.charter import as_markdown, charter, names_of_bodies
from comity.governing.rulebook.joining import member_rule
from comity.governing.rulebook.saying import say_by_link
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.signatures.promising import Promising, ruled

#: so long before dues fall due they are called to mind
SOON = timedelta(days=31)


def register() -> None:
    """Fill the registries."""
    found = registry.Searchable(RulebookVersion, gettext_lazy("Rulebook"), document, rows)
    registry.search.register("governing.rulebookversion", found)
    tables: list[tuple[str, Any, Any, Any]] = [
        ("rulebooks", gettext_lazy("Versions of the rulebook"), queries.versions_table,
         gettext_lazy("Each version with its state, its times and its seal.")),
        ("rulebook-matrix", gettext_lazy("Who decides what"), queries.matrix_table,
         gettext_lazy("Matter, amount and body, as each version in force had it.")),
        ("acceptances", gettext_lazy("What members said to the rules"), queries.acceptances_table,
         gettext_lazy("Each organisation’s word on each version, replaced ones too.")),
        ("rule-looks", gettext_lazy("Own rules looked at again"), looking.table,
         gettext_lazy("When each was due, who looked, and what was found.")),
    ]  # fmt: skip
    for name, label, rows_of, about in tables:
        registry.export.register(name, registry.Exportable(label, rows_of, about))
    label = gettext_lazy("The rulebook in full, each version")
    registry.writings.register("rulebook", registry.Writings(label, texts))
    registry.digest.register("governing.rulebook", digest_lines)
    registry.evidence.register("governing.rulebook", accepted_by_all)
    registry.undo.register("governing.rulebook.dropped", dropped)
    on_step.append(member_rule)
    usual.append(ground.starting_level)
    ruled.append(Promising(currency_at, limit_on_sheet))
    on_leaving.append(ground.leave_days)
    register_purpose(telling.LINK, say_by_link)
    register_kind(telling.MAIL, gettext_lazy("Rules that my organisation is to accept"))
    every(Rhythm.DAILY, "governing.rulebook.asking", jobs.ask_newcomers)
    every(Rhythm.DAILY, "governing.rulebook.looking", jobs.ask_about_own_rules)
    register_belongings()


def register_belongings() -> None:
    """What is kept about a person: the versions they drafted, and what they said for organisations."""
    said = ("coalition", "acts_for", "organisation", "for_body")
    register_belonging("rulebooks", RulebookVersion, *said, "number", "why", "drafted_at", "adopted_at")
    word = ("coalition", "version", "organisation", "accepted", "why", "said_at", "replaced_at")
    register_belonging("words_on_rulebooks", Acceptance, *word)
    register_belonging("looks_at_rules", RuleReview, "coalition", "text", "stands", "words", "looked_at")


def document(version: RulebookVersion) -> registry.Document:
    """Found by every sentence, for those inside; what was given up or replaced, by nobody."""
    gone = version.state in (VersionState.DROPPED, VersionState.REPLACED)
    with translation.override(version.language), scope(coalition=version.coalition_id):
        parts = charter(version.rules, names_of_bodies())
        title = str(version)
    said = (f"{one.title} {' '.join(one.sentences)}" for part in parts for one in part.clauses)
    level = Confidentiality.NAMED if gone else Confidentiality.COALITION
    return registry.Document(version.coalition_id, title, "\n".join(said), version.get_absolute_url(), level)


def rows(coalition: UUID) -> Iterator[RulebookVersion]:
    """All versions of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from RulebookVersion.objects.select_related("coalition").iterator(chunk_size=100)


def texts(standing: Standing) -> Iterator[registry.Writing]:
    """Each version that was ever in force, in the language of record."""
    names = names_of_bodies()
    for version in queries.versions_visible_to(standing).exclude(adopted_at=None).order_by("number"):
        with translation.override(version.language):
            text = as_markdown(version.rules, names, f"{version.coalition.name}: {version}")
        yield registry.Writing(f"rulebook-{version.number}", f"{text}\n{_('Seal')}: `{version.seal}`\n")


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """Rules that came into force in that time, and drafts that were begun."""
    found = queries.versions_visible_to(standing)
    for version in found.filter(adopted_at__gt=since, adopted_at__lte=until).order_by("number"):
        yield _("New rules are in force: {version}").format(version=version), version.get_absolute_url()
    for version in found.filter(state=VersionState.DRAFT, drafted_at__gt=since, drafted_at__lte=until):
        yield (
            _("A change of the rules is drafted: {version}").format(version=version),
            version.get_absolute_url(),
        )
    yield from _dues_lines(standing, until)


def _dues_lines(standing: Standing, at: datetime) -> Iterator[tuple[str, str]]:
    """To each organisation of the reader: its dues, in the month before they fall due."""
    version = adopted(standing.coalition, at)
    if version is None:
        return
    url = reverse("governing:rulebook-dues", args=[version.coalition.slug])
    today = at.astimezone(version.coalition.tz).date()
    for hold in standing.organisations:
        due = queries.due_on(version.rules, hold.sector, today) if hold.member else None
        if due is not None and due <= today + SOON:
            said = _("Dues of {name}: {amount}, due on {day}")
            amount = queries.owed_in_words(version.rules, hold.sector)
            yield said.format(name=hold.name, amount=amount, day=date_format(due)), url


@alike
def accepted_by_all(standing: Standing) -> Iterator[registry.Shown]:
    """A rulebook in force that every member has accepted shows that the method of deciding is shared."""
    if not standing.inside or standing.coalition is None:
        return
    said = Acceptance.objects.filter(version__state=VersionState.ADOPTED, replaced_at=None, accepted=True)
    members, url = members_of(standing.coalition), reverse("governing:rulebook", args=[slug_of(standing.coalition)])
    text = _("Members that have accepted the rulebook in force")
    yield registry.Shown(text, members.filter(pk__in=said.values("organisation")), members, url)


def dropped(entry: Entry, *, by: Capacity, at: datetime) -> RulebookVersion:
    """The draft is taken up again."""
    label = RulebookVersion._meta.label_lower
    pk = entry.ids_of(label)[0]
    return restore_rulebook(RulebookVersion.objects.get(pk=pk), by=by, at=at)
