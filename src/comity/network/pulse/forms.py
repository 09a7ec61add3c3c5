"""The shape of what people type about the pulse of trust."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField, Option
from comity.network.models import Pulse
from comity.network.pulse.questions import answers
from comity.people.models import Organisation, Person

EVERY = [(0, _("Only when we open one")), (1, _("Every month")), (2, _("Every two months")), (3, _("Every quarter")),
         (6, _("Twice a year")), (12, _("Once a year"))]  # fmt: skip


class PlanForm(Form):
    """What is asked, how often, and who looks into a fall."""

    texts = LongField(
        label=_("What do we ask?"), max_length=1200,
        help_text=_("One sentence a line, five at most. Each is answered from “true” to “not true”."),
    )  # fmt: skip
    every_months = forms.TypedChoiceField(label=_("How often?"), coerce=int, choices=EVERY)
    next_on = DateField(label=_("When is the next?"), required=False, help_text=_("It opens by itself on that day."))
    open_days = forms.IntegerField(label=_("For how many days is it open?"), min_value=2, max_value=28)
    owner: Any = forms.ModelChoiceField(
        label=_("Who looks into it when trust falls?"), queryset=Organisation._base_manager.none(),
        help_text=_("They get a task then, with the sentences that fell."),
    )  # fmt: skip
    person: Any = forms.ModelChoiceField(
        label=_("Who of them?"), queryset=Person.objects.none(), required=False, empty_label=_("Whoever speaks for it")
    )
    by_sector = forms.BooleanField(
        label=_("Show figures of sectors, too"), required=False,
        help_text=_("Only where five or more answered. Without it, only figures of all are shown."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("owner", organisations), ("person", people)):
            chosen: Any = self.fields[name]
            chosen.queryset = rows


class PulseForm(Form):
    """The sentences of one wave, each with its four answers."""

    def __init__(self, *args: Any, pulse: Pulse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in pulse.questions:
            self.fields[one["key"]] = forms.TypedChoiceField(
                label=one["text"], coerce=int, widget=forms.RadioSelect,
                choices=[(mark, Option(words)) for mark, words in answers()],
            )  # fmt: skip


class TalkForm(Form):
    """A day for a talk, and who leads it."""

    planned_on = DateField(label=_("On which day?"))
    facilitator: Any = forms.ModelChoiceField(
        label=_("Who leads the talk?"), queryset=Person.objects.none(),
        help_text=_("Best somebody whom all trust and who has nothing to win from it."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["facilitator"]
        chosen.queryset = people


class ResultForm(Form):
    """What came of a talk."""

    held_on = DateField(label=_("On which day was it held?"))
    result = LongField(
        label=_("What came of it?"), max_length=4000,
        help_text=_("What all agree on and what you will do. Never who said what."),
    )  # fmt: skip
