"""An address counts once: it is compared folded, without what stands behind a plus, and kept as a fingerprint alone."""

from uuid import UUID

from django.utils.crypto import salted_hmac


def folded(email: str) -> str:
    """The address as it is compared: small letters, no tag. "Ida+news@Example.org" is "ida@example.org"."""
    name, _at, host = email.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0] or name}@{host}"


def key_of(drive: UUID, email: str) -> str:
    """The fingerprint of an address within one drive; nobody without the install's key can tell the address from it."""
    return salted_hmac("comity.founding.mission", f"{drive}\n{folded(email)}", algorithm="sha256").hexdigest()
