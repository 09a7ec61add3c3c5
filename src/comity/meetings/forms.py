"""The shape of what people type about meetings. What is allowed is decided by the acts."""

from collections.abc import Collection, Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import get_scope

from comity.base.clock import now
from comity.base.confidentiality import Confidentiality
from comity.base.forms import DateField, DateTimeField, Form, LongField, Option, TimeField
from comity.coalitions.models import RHYTHMS, Body
from comity.coalitions.openness import usual_level
from comity.coalitions.queries import body_rank
from comity.governing.models import Question
from comity.meetings.models import ItemKind, Reply
from comity.people.models import Organisation

KIND_NOTES = {
    ItemKind.DECIDE: gettext_lazy("We leave with a yes or a no"),
    ItemKind.WORK: gettext_lazy("We think, write or plan together"),
    ItemKind.INFORM: gettext_lazy("Sent round before; here, questions only"),
}
PATTERN_HELP = gettext_lazy(
    "One item a line: minutes, kind, title. For example: 5 inform Who is here, who speaks for whom"
)


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has no such brackets when it runs
    """One of the bodies that meet."""


class RulesForm(Form):
    """How a body meets, whether each month or once."""

    minutes = forms.IntegerField(
        label=gettext_lazy("How long, in minutes?"), min_value=5, max_value=2880, initial=90
    )
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=200, required=False)
    link = forms.CharField(
        label=gettext_lazy("Link or number to join from afar"), max_length=300, required=False,
        help_text=gettext_lazy("An address that begins with https:, or tel: and a number."),
    )  # fmt: skip
    notice_days = forms.IntegerField(
        label=gettext_lazy("How many days before must all be told?"), min_value=0, max_value=120, initial=7,
        help_text=gettext_lazy("Told later, the meeting can advise and not decide."),
    )  # fmt: skip
    minimum = forms.IntegerField(
        label=gettext_lazy("How many organisations must be there, at least?"), min_value=1, max_value=10_000,
        required=False, help_text=gettext_lazy("Left empty: more than half of those with a place in the body."),
    )  # fmt: skip
    ground_rules = LongField(
        label=gettext_lazy("Basic rules, one a line"), max_length=2000, required=False,
        help_text=gettext_lazy("They stand beside every agenda: “One person speaks at a time.”"),
    )  # fmt: skip
    confidentiality = forms.ChoiceField(
        label=gettext_lazy("Who may know what is on the agenda?"),
        widget=forms.RadioSelect,
        choices=[
            (Confidentiality.COALITION, gettext_lazy("Members of the coalition")),
            (Confidentiality.BODY, gettext_lazy("Only members of the body")),
            (Confidentiality.PUBLIC, gettext_lazy("Everyone, on the public page too")),
        ],
        initial=Confidentiality.COALITION,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confidentiality"].initial = usual_level(get_scope()["coalition"], now())


class SeriesForm(RulesForm):
    """How a body meets again and again."""

    name = forms.CharField(
        label=gettext_lazy("What is the series called?"), max_length=120,
        help_text=gettext_lazy("For example: Steering committee, monthly"),
    )  # fmt: skip
    every = forms.ChoiceField(
        label=gettext_lazy("How often?"), choices=RHYTHMS, initial="month",
        help_text=gettext_lazy("Months keep the place of the first day: “the second Tuesday”."),
    )  # fmt: skip
    first_on = DateField(label=gettext_lazy("On which day for the first time?"))
    hour = TimeField(label=gettext_lazy("At what time?"))
    pattern = LongField(
        label=gettext_lazy("Usual agenda"), max_length=4000, required=False, help_text=PATTERN_HELP
    )
    field_order = (
        "body", "name", "every", "first_on", "hour", "minutes", "place", "link", "notice_days", "minimum", "pattern",
        "ground_rules", "confidentiality",
    )  # fmt: skip


class NewSeriesForm(SeriesForm):
    """The same with the body it is of."""

    body = BodyField(
        label=gettext_lazy("Which body meets?"), queryset=Body._base_manager.none(), empty_label=None
    )

    def __init__(self, *args: Any, bodies: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, bodies)


class DetailsForm(RulesForm):
    """What of a meeting can be changed without moving it."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=160, required=False,
        help_text=gettext_lazy("Left empty, it is called after its body, with a number."),
    )  # fmt: skip
    purpose = LongField(label=gettext_lazy("What is it for?"), max_length=2000, required=False)
    field_order = (
        "body", "starts_at", "minutes", "title", "purpose", "place", "link", "notice_days", "minimum", "pattern",
        "ground_rules", "confidentiality",
    )  # fmt: skip

    def __init__(self, *args: Any, standing: Collection[str] = (), **kwargs: Any) -> None:
        """standing: the names of what stands and is not asked for."""
        super().__init__(*args, **kwargs)
        for name in standing:
            del self.fields[name]


class NewMeetingForm(DetailsForm):
    """A single meeting."""

    body = BodyField(
        label=gettext_lazy("Which body meets?"), queryset=Body._base_manager.none(), empty_label=None
    )
    starts_at = DateTimeField(label=gettext_lazy("When does it begin?"))
    pattern = LongField(label=gettext_lazy("Agenda"), max_length=4000, required=False, help_text=PATTERN_HELP)

    def __init__(self, *args: Any, bodies: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, bodies)


class MoveForm(Form):
    """Another time."""

    starts_at = DateTimeField(label=gettext_lazy("When does it begin now?"))
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("It stands in the mail."),
    )


class WhyForm(Form):
    """A reason."""

    why = LongField(label=gettext_lazy("Why?"), max_length=1000, required=False)


class ItemForm(Form):
    """An item of an agenda."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of item is it?"),
        widget=forms.RadioSelect,
        choices=[(kind.value, Option(kind.label, KIND_NOTES[kind])) for kind in ItemKind],
    )
    title = forms.CharField(
        label=gettext_lazy("What is it about?"), max_length=160,
        help_text=gettext_lazy("Best as a question: “Night workers: whom do we know at the port?”"),
    )  # fmt: skip
    words = LongField(
        label=gettext_lazy("What should all know before?"), max_length=10_000, required=False,
        help_text=gettext_lazy("It goes out in writing, so that the meeting need not listen to it."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"), min_value=1, max_value=600, initial=10
    )
    lead = forms.CharField(label=gettext_lazy("Who leads it?"), max_length=120, required=False)
    at_hour = TimeField(
        label=gettext_lazy("Bound to begin at"), required=False,
        help_text=gettext_lazy("Only if somebody comes for it at a fixed time."),
    )  # fmt: skip
    reserved_for = forms.CharField(
        label=gettext_lazy("Reserved for"), max_length=120, required=False,
        help_text=gettext_lazy("Whose slot it is, whatever else presses: “those who have not spoken lately”."),
    )  # fmt: skip


class LinkForm(Form):
    """Which question an item to decide is about."""

    question = forms.ModelChoiceField(
        label=gettext_lazy("Which question does it decide?"), queryset=Question._base_manager.none(), required=False,
        empty_label=gettext_lazy("None yet"),
    )  # fmt: skip

    def __init__(self, *args: Any, questions: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if questions is not None:
            cast("forms.ModelChoiceField[Question]", self.fields["question"]).queryset = questions


class ReplyForm(Form):
    """Whether an organisation comes. No answer stands there before one is given."""

    reply = forms.ChoiceField(
        label=gettext_lazy("Do you come?"), widget=forms.RadioSelect, choices=Reply.choices
    )
    deputy = forms.CharField(
        label=gettext_lazy("Who comes?"), max_length=120, required=False,
        help_text=gettext_lazy("Only if it is somebody else than usual."),
    )  # fmt: skip
    words = LongField(
        label=gettext_lazy("A word to the chair"),
        help_text=gettext_lazy("Only those who lead the meeting and your own people read it."),
        max_length=500,
        required=False,
    )


class ArriveForm(Form):
    """Somebody is there."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("For which organisation?"), queryset=Organisation._base_manager.none(), required=False,
        empty_label=gettext_lazy("For none: a guest"),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Who?"), max_length=120)
    deputy = forms.BooleanField(label=gettext_lazy("As deputy"), required=False)
    remote = forms.BooleanField(label=gettext_lazy("By phone or video"), required=False)

    def __init__(self, *args: Any, organisations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisations is not None:
            field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
            field.queryset = organisations


class NoteForm(Form):
    """A note."""

    text = LongField(
        label=gettext_lazy("New note"), max_length=4000,
        help_text=gettext_lazy("What was said or agreed, in one or two lines. The minutes are made from the notes."),
    )  # fmt: skip


class TaskForm(Form):
    """A task made of a note."""

    title = forms.CharField(label=gettext_lazy("What is to be done?"), max_length=160)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Who does it?"), queryset=Organisation._base_manager.none(), empty_label=None,
        help_text=gettext_lazy("The organisation is asked to confirm it. It counts once it has."),
    )  # fmt: skip
    due_on = DateField(label=gettext_lazy("Until when?"), required=False)

    def __init__(self, *args: Any, organisations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisations is not None:
            field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
            field.queryset = organisations


class AmendForm(Form):
    """What is wrong in approved minutes."""

    words = LongField(
        label=gettext_lazy("What is to be read otherwise"), max_length=4000,
        help_text=gettext_lazy("Say which place you mean, and how it should read."),
    )  # fmt: skip


def _offer(form: Form, bodies: Iterable[Body] | None) -> None:
    """The bodies that meet: those handed over, else all that last."""
    rows: Any = Body.objects.filter(ended_on=None).order_by(body_rank(), "name") if bodies is None else bodies
    cast("forms.ModelChoiceField[Body]", form.fields["body"]).queryset = rows


def kind_in_words(kind: str) -> str:
    """ "Decide", "Work", "Inform"."""
    return str(ItemKind(kind).label)


def reply_in_words(reply: str) -> str:
    """ "We are coming", "We can’t come", or that nothing was said."""
    return str(Reply(reply).label) if reply else _("Not answered")
