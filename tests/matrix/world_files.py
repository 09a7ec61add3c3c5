"""Files full of canaries: one that everyone inside may read, and one for the eyes of the committee."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from comity.base.confidentiality import Confidentiality
from comity.files.acts import upload_file
from tests.cast import Troupe


def upload_everything(troupe: Troupe, things: Any, canary: str, secret: str, at: datetime) -> None:
    """One file of the committee for all inside; one for the committee alone."""
    committee = troupe.bodies["steering"]
    open_one = upload_file(
        committee, ContentFile(canary.encode(), name=f"{canary}.txt"), note=canary, by=troupe.by, at=at
    )  # fmt: skip
    things.file = open_one.pk
    hidden = in_secret(committee)
    things.secret_file = upload_file(
        hidden, ContentFile(secret.encode(), name=f"{secret}.txt"), note=secret, by=troupe.by, at=at
    ).pk  # fmt: skip


def in_secret(committee: Any) -> Any:
    """The committee as a thing whose papers are its own."""
    committee.refresh_from_db()
    committee.confidentiality, committee.body_id = Confidentiality.BODY, committee.pk
    return committee
