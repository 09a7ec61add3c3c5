"""Files of people and organisations, each asked for by somebody who may see it."""

from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from comity.base.uploads import served
from comity.people.logos import TYPES
from comity.people.models import Organisation
from comity.people.visibility import may_see


@require_safe
def logo(request: Any, slug: str) -> HttpResponseBase:
    """An organisation's logo: as a picture and nothing else, whatever the bytes may say."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not organisation.logo or not may_see(request.person, organisation):
        raise Http404
    try:
        file = organisation.logo.open()
    except FileNotFoundError as gone:
        raise Http404 from gone
    kind = TYPES.get(PurePath(organisation.logo.name or "").suffix[1:])
    if kind is None:
        file.close()
        raise Http404
    return served(file, kind, public=organisation.has_page)
