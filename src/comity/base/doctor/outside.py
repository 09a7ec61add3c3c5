"""Checks of what the world sees: the address people type, and the mail that leaves."""

from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from comity.base.doctor.finding import Finding, weighed


def address() -> Iterator[Finding]:
    """Where links lead, and whether what travels can be read on the way."""
    local = settings.CONFIG.url == ""
    if settings.DEBUG:
        yield Finding(False, _("Tracebacks are shown in the browser."), _("Take COMITY_DEBUG away."), grave=True)
    if local and not settings.DEMO:
        mend = _("Set COMITY_URL to the address people type; links in mails begin with it.")
        yield Finding(False, _("Links in mails lead to %(address)s.") % {"address": settings.ADDRESS}, mend)
    elif not local and not settings.SECURE:
        mend = _("Serve it by https, behind a proxy for example.")
        yield Finding(
            False, _("The address begins with http: passwords and links can be read on the way."), mend, grave=True
        )
    else:
        yield Finding(True, _("People type %(address)s.") % {"address": settings.ADDRESS})
    if settings.SECURE:
        yield from _https()


def _https() -> Iterator[Finding]:
    """Comity speaks no TLS itself: a proxy does, and must be believed."""
    what = _("A proxy speaks https for Comity and is believed.")
    if not settings.CONFIG.behind_proxy:
        what = _("The address begins with https, and no proxy is believed.")
    mend = _("Set COMITY_BEHIND_PROXY once nobody can reach Comity but through the proxy.")
    yield weighed(settings.CONFIG.behind_proxy, what, mend)
    if settings.CONFIG.host not in ("127.0.0.1", "localhost", "::1"):
        what = _("Comity listens on %(host)s.") % {"host": settings.CONFIG.host}
        mend = _("Listen on 127.0.0.1, or close the port to all but the proxy: past it, nothing is encrypted.")
        yield Finding(False, what, mend)


def mail() -> Iterator[Finding]:
    """Whether mail leaves at all, and from where."""
    if settings.EMAIL_HOST:
        yield Finding(True, _("Mail goes out through %(host)s.") % {"host": settings.EMAIL_HOST})
    elif settings.DEMO:
        yield Finding(True, _("A demo: mails stay here and can be read in the mailbox."))
    else:
        mend = _("Set COMITY_MAIL_HOST, or nobody can sign in by mail.")
        yield Finding(False, _("No mail server is set: mails stay in the outbox."), mend)
    if settings.EMAIL_HOST and settings.CONFIG.mail_from.endswith("@localhost>"):
        mend = _("Set COMITY_MAIL_FROM to an address of yours.")
        yield Finding(False, _("Mails come from an address that does not exist."), mend)
    if settings.EMAIL_HOST and settings.CONFIG.mail_security == "none" and settings.CONFIG.mail_password:
        mend = _("Set COMITY_MAIL_SECURITY to starttls or tls.")
        yield Finding(False, _("The password of the mail server travels unencrypted."), mend)


def mail_server() -> Iterator[Finding]:
    """Call the mail server, greet it, sign in, and hang up; nothing is sent."""
    connection = get_connection(fail_silently=False)
    if not settings.EMAIL_HOST or not isinstance(connection, EmailBackend):
        return
    try:
        connection.open()
        assert connection.connection is not None
        connection.connection.noop()
        connection.close()
    except (OSError, SMTPException) as trouble:
        yield Finding(False, _failed(trouble), _mend(trouble), grave=True)
    else:
        yield Finding(True, _("The mail server lets us in."))


def send_one(to: str) -> Finding:
    """Send one mail to that address, past the outbox."""
    words = _("If you read this, Comity can send mail from %(address)s.") % {"address": settings.ADDRESS}
    if not settings.EMAIL_HOST:
        return Finding(False, _("No mail server is set: nothing was sent."), _("Set COMITY_MAIL_HOST."))
    try:
        EmailMessage(_("Comity can send mail"), words, to=[to]).send()
    except (OSError, SMTPException, ValueError) as trouble:
        return Finding(False, _failed(trouble), _mend(trouble), grave=True, check="mail sent")
    what = _("A mail was handed over for %(to)s. Look whether it arrives.") % {"to": to}
    return Finding(True, what, check="mail sent")


def _failed(trouble: Exception) -> str:
    code = getattr(trouble, "smtp_code", None) or getattr(trouble, "errno", None) or ""
    kind = f"{type(trouble).__name__} {code}".strip()
    return _("The mail server does not take our mail: %(kind)s.") % {"kind": kind}


def _mend(trouble: Exception) -> str:
    """By the kind of trouble: refused at the door, or not reached at all."""
    if type(trouble).__name__ == "SMTPAuthenticationError":
        return _("Check COMITY_MAIL_USER and COMITY_MAIL_PASSWORD.")
    if isinstance(trouble, SMTPException):
        return _("Check COMITY_MAIL_SECURITY and COMITY_MAIL_PORT, and whether the server lets this machine send.")
    return _("Check COMITY_MAIL_HOST and COMITY_MAIL_PORT, and whether a firewall stands between.")
