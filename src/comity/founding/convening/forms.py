"""Forms of the founding: preparing it, inviting, introducing, reservations, approving."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, DateTimeField, EmailField, Form, LongField, Option
from comity.founding.models import Prospect, ReservationState
from comity.meetings.models import Reply
from comity.people.models import Organisation, Sector


class PrepareForm(Form):
    """When and where, who calls, how long each has, and when it counts as founded."""

    starts_at = DateTimeField(label=gettext_lazy("When do you meet?"))
    minutes = forms.IntegerField(label=gettext_lazy("How long, in minutes?"), min_value=5, max_value=2880, initial=120)
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=200, required=False)
    link = forms.CharField(
        label=gettext_lazy("Link or number to join from afar"), max_length=300, required=False,
        help_text=gettext_lazy("An address that begins with https:, or tel: and a number."),
    )  # fmt: skip
    caller: Any = forms.ModelChoiceField(
        label=gettext_lazy("In whose name are all invited?"), queryset=Organisation.objects.none(), required=False,
        empty_label=gettext_lazy("All founders together"),
        help_text=gettext_lazy("Called by an organisation of the community, more of the community come."),
    )  # fmt: skip
    minutes_each = forms.IntegerField(
        label=gettext_lazy("How many minutes has each to introduce itself?"), min_value=1, max_value=60, initial=5
    )
    at_least = forms.IntegerField(
        label=gettext_lazy("How many approvals does it take, at least?"), min_value=1, max_value=1000, initial=3
    )
    share = forms.IntegerField(
        label=gettext_lazy("And how many of a hundred invited?"), min_value=0, max_value=100, initial=50,
        help_text=gettext_lazy("Both must be met. 0: the number alone decides."),
    )  # fmt: skip

    def __init__(self, *args: Any, members: Any, until: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["caller"]
        chosen.queryset, self.fields["starts_at"].initial = members, until


class InviteForm(Form):
    """An organisation that is known here, or a new one, and who answers for it."""

    UNSAID = ("organisation", "name", "sector", "contact", "email")

    organisation: Any = forms.ModelChoiceField(
        label=gettext_lazy("An organisation that is known here"), queryset=Organisation.objects.none(), required=False,
        empty_label=gettext_lazy("None of these: a new one"),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Or a new one: its name"), max_length=160, required=False)
    sector = forms.ChoiceField(
        label=gettext_lazy("Its sector"), choices=[("", gettext_lazy("Choose one")), *Sector.choices], required=False
    )
    contact = forms.CharField(
        label=gettext_lazy("Who answers for it?"), max_length=120, required=False,
        help_text=gettext_lazy("Needed where nobody has its mandate here yet."),
    )  # fmt: skip
    email = EmailField(label=gettext_lazy("Their e-mail address"), max_length=254, required=False)

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.queryset = known

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("organisation") is None and given.get("name") and not given.get("sector"):
            self.add_error("sector", _("Choose its sector."))
        return given

    def given(self) -> dict[str, Any]:
        """As the act takes it."""
        data = self.cleaned_data
        new = None if data["organisation"] else {"name": data["name"], "sector": data["sector"]}
        return {"organisation": data["organisation"], "new": new, "contact": data["contact"], "email": data["email"]}


class InviteProspectForm(Form):
    """Who answers for a prospect, its sector where nobody knows it, and that one knows which methods do not fit."""

    UNSAID = ("contact", "email")

    sector = forms.ChoiceField(label=gettext_lazy("Its sector"), choices=Sector.choices, widget=forms.RadioSelect)
    contact = forms.CharField(
        label=gettext_lazy("Who answers for it?"), max_length=120, required=False,
        help_text=gettext_lazy("Needed where nobody has its mandate here yet."),
    )  # fmt: skip
    email = EmailField(label=gettext_lazy("Their e-mail address"), max_length=254, required=False)
    knowing = forms.BooleanField(
        label=gettext_lazy("We know which methods do not fit, and invite all the same"), required=False
    )

    def __init__(self, *args: Any, prospect: Prospect, clashes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if prospect.sector or prospect.organisation_id:
            del self.fields["sector"]
        if not clashes:
            del self.fields["knowing"]

    def given(self) -> dict[str, Any]:
        """As the act takes it."""
        data = self.cleaned_data
        new = {"sector": data.get("sector", "")}
        return {"contact": data["contact"], "email": data["email"], "knowing": data.get("knowing", False), "new": new}


class ReplyForm(Form):
    """Whether the organisation comes."""

    reply = forms.ChoiceField(label=gettext_lazy("Do you come?"), widget=forms.RadioSelect, choices=Reply.choices)
    deputy = forms.CharField(label=gettext_lazy("Who comes?"), max_length=120, required=False)


class IntroduceForm(Form):
    """What an organisation says of itself in the round."""

    UNSAID = ("motivation", "questions", "expectations")

    motivation = LongField(
        label=gettext_lazy("Why would you take part?"), max_length=2000, required=False,
        help_text=gettext_lazy("What drives you, and what you bring."),
    )  # fmt: skip
    questions = LongField(label=gettext_lazy("What do you ask the others?"), max_length=2000, required=False)
    expectations = LongField(label=gettext_lazy("What do you expect?"), max_length=2000, required=False)


class ReserveForm(Form):
    """What an organisation has doubts about."""

    words = LongField(
        label=gettext_lazy("What do you have doubts about?"), max_length=2000,
        help_text=gettext_lazy("It is answered before anything is founded, or carried openly into the founding."),
    )  # fmt: skip


class SettleForm(Form):
    """What becomes of a reservation."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"), widget=forms.RadioSelect,
        choices=[
            (ReservationState.CLOSED, Option(gettext_lazy("It is closed"), gettext_lazy("Something answers it."))),
            (
                ReservationState.CARRIED,
                Option(gettext_lazy("We carry it openly"), gettext_lazy("It stands in the founding document.")),
            ),
        ],
    )  # fmt: skip
    answer = LongField(label=gettext_lazy("What answers it, or why do we carry it?"), max_length=2000)


class OpenForm(Form):
    """Until when organisations are asked to approve."""

    sign_by_on = DateField(
        label=gettext_lazy("Until which day?"), required=False,
        help_text=gettext_lazy("Leave time for boards that meet once a month. Empty: until it is constituted."),
    )  # fmt: skip


class ApproveForm(Form):
    """Signing straight from the mail: the name typed."""

    typed = forms.CharField(
        label=gettext_lazy("Your name"), max_length=120, help_text=gettext_lazy("Type it as you sign.")
    )
    at_home = forms.CharField(
        label=gettext_lazy("What decided it at home?"), max_length=300, required=False,
        help_text=gettext_lazy("For example: our board, on 3 March."),
    )  # fmt: skip


class DeclineForm(Form):
    """Why an organisation does not join now."""

    why = LongField(label=gettext_lazy("Why not?"), max_length=1000)


class DropForm(Form):
    """Why nothing is founded this time."""

    why = LongField(label=gettext_lazy("Why?"), max_length=1000)
