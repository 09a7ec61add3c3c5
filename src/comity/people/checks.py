"""What the doctor looks at here: can the operator's own provider be asked?"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from comity.base.doctor.finding import Finding, weighed
from comity.people import elsewhere


def provider() -> Iterator[Finding]:
    """Ask the provider for its description, if one is named."""
    if not elsewhere.is_set():
        return
    try:
        elsewhere.provider()
    except elsewhere.NotProven:
        reached = False
    else:
        reached = True
    name = settings.CONFIG.oidc_name
    what = _("%(name)s can be asked who somebody is.") if reached else _("%(name)s can’t be asked who somebody is.")
    mend = _("Check COMITY_OIDC_ISSUER: its description must be reachable from here and name the same issuer.")
    yield weighed(reached, what % {"name": name}, mend)
