"""A person: an e-mail address is the name under which one signs in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.records import Record
from comity.base.text import Line, initials, refuse_control_characters, refuse_line_breaks, sort_key


class PersonManager(BaseUserManager["Person"]):
    """Looks people up by address whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(Record, AbstractBaseUser):
    """Someone who signs in. The main address is `email`; further ones are allauth's EmailAddress rows.

    An erased person keeps the id that the record of acts names, and nothing else.
    """

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True, null=True)  # noqa: DJ001  (unique, and empty once erased)
    name = Line(_("name"), max_length=120)
    sort_name = models.CharField(max_length=300, editable=False)
    language = models.CharField(_("language"), max_length=12, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    wants_digest = models.BooleanField(_("wants the weekly digest"), default=True)
    is_administrator = models.BooleanField(_("administers this install"), default=False)
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False, help_text="demo data; may be entered without mail")
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        ordering = ["sort_name", "id"]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        super().clean()
        if self.email:  # Django's own check takes some where there are quotes
            refuse_control_characters(self.email)
            refuse_line_breaks(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def derived(self) -> set[str]:
        return {"sort_name", "password"}

    @property
    def initials(self) -> str:
        return initials(self.name)

    def get_full_name(self) -> str:
        return str(self.name)

    def speaks(self) -> str:
        """The language the person reads Comity in."""
        return self.language or settings.LANGUAGE_CODE
