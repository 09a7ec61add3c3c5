"""What administrators do for mails that stay behind."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.notices.models import Mail
from comity.notices.outbox import send_again
from comity.people.permissions import may_run_install


@act("people.mail.again", says=gettext_noop("let a mail that could not be sent be tried again ({kind})"))
def try_mail_again(mail: Mail, *, by: Capacity, at: datetime) -> Changes[Mail]:
    """Let the worker try a failed mail anew. ValidationError where it did not fail, or its words are gone."""
    require(may_run_install(by))
    if not send_again(mail, at):
        raise ValidationError(_("This mail can’t be sent again: it has left, or its words are gone."))
    mail.refresh_from_db()
    return Changes(mail, kind=mail.kind)
