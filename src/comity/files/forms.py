"""The shapes in which files come in. What is allowed is decided by acts."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.files.kinds import accepted, in_words


class FileForm(forms.Form):
    """A file, and what it is."""

    file = django_forms.FileField(
        label=_("Which file?"), allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )  # fmt: skip
    note = django_forms.CharField(label=_("What is it, in a few words?"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.UPLOAD_LARGEST // 1_000_000
        self.fields["file"].help_text = _now("At most {n} MB: {kinds}.").format(n=most, kinds=in_words())
        self.fields["file"].widget.attrs["accept"] = accepted()


class WithdrawForm(forms.Form):
    """Why a file goes, and whether its whole line does."""

    why = forms.LongField(label=_("Why?"), max_length=500, required=False)
    whole = django_forms.BooleanField(
        label=_("Withdraw all others of its line, too"), required=False, initial=True,
        help_text=_("Else the others can still be read."),
    )  # fmt: skip

    def __init__(self, *args: Any, alone: bool = False, **kwargs: Any) -> None:
        """alone: there are no others in its line."""
        super().__init__(*args, **kwargs)
        if alone:
            del self.fields["whole"]


class SureForm(forms.Form):
    """Nothing but the button."""
