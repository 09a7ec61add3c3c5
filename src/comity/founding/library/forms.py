"""Forms of the library."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, Form, LongField
from comity.base.text import fold
from comity.coalitions.standing import Standing
from comity.founding.sheets import SheetForm, lines, too_long
from comity.topics.forms import TopicsField, offer
from comity.topics.queries import live


class PrecedentForm(Form):
    """Another initiative."""

    name = forms.CharField(label=gettext_lazy("What is it called?"), max_length=160)
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=160, required=False)
    what = LongField(label=gettext_lazy("What did they do?"), max_length=3000)
    organised = LongField(
        label=gettext_lazy("How were they organised?"), max_length=2000, required=False,
        help_text=gettext_lazy("Who decided, who paid, who did the work."),
    )  # fmt: skip
    results = LongField(label=gettext_lazy("What came of it?"), max_length=2000, required=False)
    lessons = LongField(label=gettext_lazy("What do we learn from it?"), max_length=2000, required=False)
    topics = TopicsField(label=gettext_lazy("Which of our topics has it to do with?"), required=False)
    source = forms.CharField(label=gettext_lazy("Where do we have it from?"), max_length=200)
    link = forms.URLField(
        label=gettext_lazy("Its address, if it has one"), max_length=300, required=False, assume_scheme="https"
    )
    contact = forms.CharField(label=gettext_lazy("Whom can one ask there?"), max_length=200, required=False)
    contacted_on = DateField(label=gettext_lazy("If they answered us: on which day?"), required=False)
    contact_said = LongField(label=gettext_lazy("What did they say?"), max_length=2000, required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["topics"], standing)
        if not self.fields["topics"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["topics"]


class ImportForm(SheetForm):
    """A table of initiatives. Several topics of ours stand between semicolons."""

    columns = {
        "name": ("name", "initiative"), "place": ("place", "where"), "what": ("what", "what they did"),
        "organised": ("organised", "organized", "how organised", "structure"),
        "results": ("results", "what came of it"),
        "lessons": ("lessons", "lesson", "what we learn"), "contact": ("contact", "whom to ask"),
        "source": ("source", "where we have it from"), "link": ("link", "address", "website"),
        "topics": ("topics", "topic"),
    }  # fmt: skip
    #: what was read is shown before it is entered
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {fold(one.name): one for one in live(standing)}
        self.fields["text"].help_text = _(
            "The first row names the columns: name, place, what, organised, results, lessons, contact, source, link,"
            " topics."
        )

    def check_row(self, said: dict[str, str]) -> dict[str, Any]:
        wrong = [] if said["name"] else [_("The name is missing.")]
        wrong += [] if said.get("what") else [_("It does not say what they did.")]
        wrong += [] if said.get("source") else [_("It does not say where it is from.")]
        longest = {"name": 160, "place": 160, "what": 3000, "organised": 2000, "results": 2000, "lessons": 2000,
                   "contact": 200, "source": 200, "link": 300}  # fmt: skip
        wrong += too_long(said, longest)
        names = lines(said.get("topics", "")).splitlines()
        strange = [one for one in names if fold(one) not in self.known]
        wrong += [_("“{text}” is none of your topics.").format(text=one[:40]) for one in strange]
        if said.get("link"):
            try:
                URLValidator(["http", "https"])(said["link"])
            except ValidationError:
                wrong.append(_("“{text}” is no address of a page.").format(text=said["link"][:60]))
        if wrong:
            raise ValidationError(wrong)
        told: dict[str, Any] = {key: said.get(key, "") for key in longest}
        return {**told, "topics": [self.known[fold(one)] for one in names]}


class LinkForm(Form):
    """Which question it has to do with."""

    question: Any = forms.ModelChoiceField(
        label=gettext_lazy("Which question?"), queryset=None, empty_label=gettext_lazy("Choose a question")
    )

    def __init__(self, *args: Any, questions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["question"]
        chosen.queryset = questions
        chosen.label_from_instance = lambda one: f"{one.code} {one.title}".strip()
