"""The shape of what people type about contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.forms import DateField, EmailField, Form, LongField, Option
from comity.network.contacts.reading import TABLE, Batch, read_contacts
from comity.network.models import AcquaintanceKind, Every, Way
from comity.network.roster.sources import BadSheet
from comity.network.roster.wording import trouble_in_words
from comity.people.models import Person


class ContactForm(Form):
    """Somebody in the contact book."""

    kind = forms.ChoiceField(
        label=_("Who is it?"), widget=forms.RadioSelect, choices=AcquaintanceKind.choices,
        initial=AcquaintanceKind.PERSON,
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=160)
    works_for = forms.CharField(label=_("For which organisation?"), max_length=160, required=False)
    role = forms.CharField(label=_("In which role?"), max_length=120, required=False)
    email = EmailField(label=_("E-mail address"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    how = LongField(
        label=_("How are they best reached?"), max_length=600, required=False,
        help_text=_("“Calls back on Mondays. Prefers a talk at the market to a mail.”"),
    )  # fmt: skip
    why = LongField(
        label=_("Why do we keep this?"), max_length=600,
        help_text=_("One sentence. They can ask us, and nothing is kept without a reason."),
    )
    source = forms.CharField(
        label=_("Where do we have it from?"), max_length=200, help_text=_("“Gave me her card at the tenants’ fair.”")
    )
    every = forms.TypedChoiceField(
        label=_("How often should we be in touch?"), choices=Every.choices, coerce=int, initial=Every.NEVER
    )
    next_on = DateField(
        label=_("When next?"), required=False, help_text=_("Empty: it follows from the last time and the rhythm.")
    )
    confidentiality = forms.ChoiceField(
        label=_("Who may know of it?"), widget=forms.RadioSelect, initial=Confidentiality.COALITION,
        choices=[
            (Confidentiality.COALITION, Option(_("All of us"), _("Members of the coalition"))),
            (Confidentiality.NAMED, Option(_("Its keeper"), _("And whoever entered it"))),
        ],
    )  # fmt: skip


class KeeperForm(Form):
    """Who keeps the contact from now on."""

    keeper: Any = forms.ModelChoiceField(
        label=_("Who keeps it from now on?"), queryset=Person.objects.none(),
        help_text=_("They are told by mail, and reminded when it is time."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["keeper"]
        chosen.queryset = people


class TouchForm(Form):
    """That one was in touch."""

    way = forms.ChoiceField(
        label=_("How were you in touch?"), widget=forms.RadioSelect, choices=Way.choices, initial=Way.MET
    )
    on = DateField(label=_("On which day?"))
    note = LongField(label=_("What came of it?"), max_length=1000, required=False)
    next_on = DateField(
        label=_("When again?"), required=False, help_text=_("Empty: after the usual time, if there is one.")
    )


class LaterForm(Form):
    """Not now."""

    next_on = DateField(label=_("On which day then?"))


class ImportForm(Form):
    """A table of contacts, pasted or as a file. Valid: `batch` holds its rows."""

    text = LongField(
        label=_("Paste the table"), max_length=200_000, required=False,
        help_text=_("The first row names the columns: name, kind, organisation, role, email, phone, why, source."),
    )  # fmt: skip
    file = forms.FileField(label=_("Or choose a file (CSV or Excel)"), required=False)
    why = forms.CharField(
        label=_("Why do we keep these?"), max_length=200, required=False,
        help_text=_("For rows that don’t say it themselves."),
    )
    source = forms.CharField(
        label=_("Where do we have them from?"), max_length=200, required=False,
        help_text=_("For rows that don’t say it themselves."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        text, file = found.get("text", ""), found.get("file")
        self.batch = Batch((), ())
        if bool(text) == bool(file):
            self.add_error("text", _("Paste a table, or choose a file: one of the two."))
            return found
        try:
            source = file.read() if file else text
            usual = {"why": found.get("why", ""), "source": found.get("source", "")}
            self.batch = read_contacts(source, file.name if file else "", usual)
        except BadSheet as trouble:
            self.add_error("file" if file else "text", trouble_in_words(trouble))
        for problem in self.batch.problems[:TABLE]:
            self.add_error(None, problem)
        return found

