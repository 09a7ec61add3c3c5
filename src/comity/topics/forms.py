"""The shape of what people type about topics, and the field by which other wings let them be chosen."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import FewField, Form, LongField
from comity.coalitions.standing import Standing
from comity.topics.models import Topic
from comity.topics.queries import live

#: the id of no topic
NOTHING = UUID(int=0)


class TopicField(FewField):
    """One of the coalition's topics, those below another set in. Give it the choices with `offer`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Topic"))
        super().__init__(queryset=Topic.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.path)


class TopicsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several of the coalition's topics. Give it the choices with `offer`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Topics"))
        super().__init__(queryset=Topic.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.path)


def offer(field: Any, standing: Standing) -> None:
    """Let a field of topics offer those that can be chosen."""
    field.queryset = live(standing)


class TopicForm(Form):
    """A topic: its name, what belongs to it, and what it stands below."""

    name = forms.CharField(
        label=_("What do you call it?"), max_length=80, help_text=_("In your own words, as short as you say it.")
    )
    description = LongField(label=_("What belongs to it?"), max_length=600, required=False)
    parent = TopicField(
        label=_("Below which topic?"), required=False, empty_label=_("It stands on its own"),
        help_text=_("One level is enough: a topic below another has none below itself."),
    )  # fmt: skip

    def __init__(self, *args: Any, standing: Standing, without: UUID = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = live(standing).filter(parent=None).exclude(pk=without)


class MergeForm(Form):
    """The topic that stays."""

    into = TopicField(label=_("Into which topic?"), help_text=_("The name that goes stays as another name of it."))

    def __init__(self, *args: Any, standing: Standing, without: UUID = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = live(standing).exclude(pk=without).exclude(parent=without)
