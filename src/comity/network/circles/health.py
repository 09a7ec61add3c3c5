"""What the doctor looks at: can circles take mail, and is it known who sends it?"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from comity.base.doctor import Finding


def look() -> Iterator[Finding]:
    """Nothing to find where no domain is given: then circles write on their pages."""
    if not settings.MAIL_CIRCLES_AT:
        return
    at = settings.MAIL_CIRCLES_AT
    if not settings.MAIL_CHECKED_BY:
        what = _("Mail to circles at {domain} is taken without knowing who sent it.").format(domain=at)
        mend = _("Let your mail server check SPF, DKIM and DMARC, and name it in COMITY_MAIL_CHECKED_BY.")
        yield Finding(False, what, mend)
        return
    yield Finding(True, _("Circles take mail at {domain}, checked by {host}.").format(
        domain=at, host=settings.MAIL_CHECKED_BY
    ))  # fmt: skip
