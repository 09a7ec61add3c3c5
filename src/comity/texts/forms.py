"""The shapes in which people write, suggest and comment. What is allowed is decided by acts."""

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.texts.models import LONGEST

MARKDOWN = _("Leave an empty line between passages. A line that begins with # is a heading; *this* is emphasised.")


class LongText(forms.LongField):
    """A whole text."""

    widget = django_forms.Textarea(attrs={"rows": 18})


class TextForm(forms.Form):
    """A new text."""

    title = django_forms.CharField(label=_("What is it called?"), max_length=160)
    words = LongText(label=_("The text"), max_length=LONGEST, help_text=MARKDOWN)


class WriteForm(forms.Form):
    """The text written anew."""

    title = django_forms.CharField(label=_("What is it called?"), max_length=160)
    words = LongText(label=_("The text"), max_length=LONGEST, help_text=MARKDOWN)
    note = django_forms.CharField(label=_("What changes, in a few words"), max_length=200, required=False)


class SuggestForm(forms.Form):
    """How the whole text should read."""

    words = LongText(label=_("How it should read"), max_length=LONGEST, help_text=MARKDOWN)
    why = forms.LongField(label=_("Why?"), max_length=1000, required=False)


class PassageForm(forms.Form):
    """How one passage should read; empty takes it out."""

    words = forms.LongField(
        label=_("How this passage should read"), max_length=LONGEST, required=False,
        help_text=_("Empty it to suggest that it goes."), widget=django_forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    why = forms.LongField(label=_("Why?"), max_length=1000, required=False)


class AcceptForm(forms.Form):
    """Accept a suggestion; a word to who made it may go with it."""

    reason = forms.LongField(label=_("A word to who suggested it"), max_length=1000, required=False)


class WorkInForm(forms.Form):
    """Accept a suggestion by hand, because the text has changed in the same passage."""

    words = LongText(label=_("How the text should read now"), max_length=LONGEST, help_text=MARKDOWN)
    reason = forms.LongField(label=_("A word to who suggested it"), max_length=1000, required=False)


class DeclineForm(forms.Form):
    """Decline a suggestion, with a reason."""

    reason = forms.LongField(label=_("Why does the text stay as it is?"), max_length=1000)


class CommentForm(forms.Form):
    """Something said about a text."""

    words = forms.LongField(label=_("Your comment"), max_length=2000)


class FreezeForm(forms.Form):
    """What rests on the text."""

    why = django_forms.CharField(
        label=_("What rests on it?"), max_length=200, required=False, help_text=_("“The vote on the budget.”")
    )  # fmt: skip


class SureForm(forms.Form):
    """Nothing but the button."""
