"""Who may see an organisation's logo and profile. What shared coalitions make visible is known above."""

from collections.abc import Callable

from comity.people.models import Organisation, Person

#: f(person or None for a stranger, organisation) -> may they see it? Filled by floors above in `AppConfig.ready`
sees_organisation: list[Callable[[Person | None, Organisation], bool]] = []


def may_see(person: Person | None, organisation: Organisation) -> bool:
    """Everyone sees an organisation with a public page; others are seen as the floors above say."""
    return organisation.has_page or any(sees(person, organisation) for sees in sees_organisation)
