"""Acts on organisations."""

from datetime import datetime
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.versions import Version, fresh
from comity.people.models import Organisation

#: what an edit may change
PROFILE = (
    "name", "short", "sector", "base", "people_count", "place", "website", "words", "serves", "languages",
    "holidays", "decided_by", "decides", "lead_days", "has_page",
)  # fmt: skip


@act("people.organisation.registered", says=gettext_noop("entered {about}"))
def register_organisation(*, name: str, by: Capacity, at: datetime, **profile: Any) -> Changes[Organisation]:
    """Enter an organisation. `profile` holds any of PROFILE; ValidationError names what is wrong."""
    organisation = Organisation(name=name, slug=free_slug(name), **_only_profile(profile)).store()
    return Changes(organisation, words={"about": organisation.name}, profile=_recorded(profile))


@act("people.organisation.edited", says=gettext_noop("changed the profile of {about}"))
def edit_organisation(
    organisation: Organisation, *, by: Capacity, at: datetime, read: Version | None = None, **profile: Any
) -> Changes[Organisation]:
    """Change an organisation's profile. The caller has asked `may_edit_organisation`, which knows mandates."""
    fresh(organisation, read)
    before = {key: getattr(organisation, key) for key in profile}
    for key, value in _only_profile(profile).items():
        setattr(organisation, key, value)
    organisation.store()
    changed = {key: value for key, value in profile.items() if before[key] != value}
    words = {"about": organisation.name}
    return Changes(organisation, words=words, changed=sorted(changed), profile=_recorded(changed))


def free_slug(name: str) -> str:
    """A slug of that name which no organisation has: `open-door`, else `open-door-2` and so on."""
    stem = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)


def _only_profile(profile: dict[str, Any]) -> dict[str, Any]:
    unknown = set(profile) - set(PROFILE)
    if unknown:
        raise TypeError(f"An organisation's profile has no {sorted(unknown)}.")
    return profile


def _recorded(profile: dict[str, Any]) -> dict[str, Any]:
    """An organisation's profile is not personal: it stands in the chain as it is."""
    return {key: value for key, value in profile.items() if value not in ("", None)}
