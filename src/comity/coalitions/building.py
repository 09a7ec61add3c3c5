"""Whether anything has been built on a body: whoever takes back that it was made asks before."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from comity.coalitions.models import Body, Held, Structure

#: what is said of a body by whoever makes it, and falls with it
WITH_IT = (Structure,)


def built_on(body: Body, besides: Collection[UUID] = ()) -> bool:
    """Whether any record points to the body, or belongs to it, but for those with the ids in `besides`.

    Asks each model that can: for the rare moment in which a choice is taken back, not for pages.
    """
    ours = [(one.related_model, one.field.name) for one in Body._meta.get_fields(include_hidden=True)
            if isinstance(one, models.ForeignObjectRel)]  # fmt: skip
    points = any(
        model not in WITH_IT and _rows(model).filter(**{name: body}).exclude(pk__in=besides).exists()
        for model, name in ours
    )
    holds = (model for model in apps.get_models() if issubclass(model, Held))
    return points or any(_rows(model).filter(held_id=body.pk).exclude(pk__in=besides).exists() for model in holds)


def _rows(model: Any) -> Any:
    return model.objects.all()
