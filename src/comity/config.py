"""What the operator decides, read from the environment; refuses to start when a value is wrong."""

import os
import re
import secrets
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

#: what stands behind the @ of an address
DOMAIN = re.compile(r"(?=.{1,190}$)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*")
#: characters of a token that nobody guesses
LEAST_TOKEN = 24


class Config(BaseSettings):
    """Each field is the environment variable COMITY_<FIELD>; docs/operating.md lists them."""

    model_config = SettingsConfigDict(env_prefix="COMITY_", extra="ignore", hide_input_in_errors=True)

    data: Path = Field(default=Path("var"), description="folder for the database, files and the secret key")
    port: int = Field(default=8000, ge=1, le=65535, description="port that `comity serve` listens on")
    host: str = Field(default="127.0.0.1", description="address that `comity serve` listens on")
    url: str = Field(default="", description="address people type; makes the links in mails")
    database_url: str = Field(default="", description="postgresql://…; empty means SQLite in the data folder")
    secret_key: str = Field(default="", description="signing key; empty means one is made in the data folder")
    hosts: str = Field(default="", description="further host names that may be served, separated by commas")
    debug: bool = Field(default=False, description="show tracebacks in the browser; never in public")
    demo: bool = Field(default=False, description="invented data, a mailbox page, and entry without mail")
    open_sign_up: bool = Field(default=True, description="may anyone start an account and a coalition?")
    mail_host: str = Field(default="", description="SMTP server; empty means mail is only kept in the outbox")
    mail_port: int = Field(default=587, ge=1, le=65535, description="SMTP port")
    mail_user: str = Field(default="", description="SMTP user")
    mail_password: str = Field(default="", repr=False, description="SMTP password")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="SMTP encryption"
    )
    mail_from: str = Field(default="Comity <comity@localhost>", description="sender of every mail")
    mail_kept_days: int = Field(
        default=90, ge=1, le=3650, description="days after which the words of sent mails are emptied"
    )
    mail_circles_at: str = Field(
        default="", description="domain whose mail is given to `comity receive`; circles have their addresses there"
    )
    mail_checked_by: str = Field(
        default="", description="whose Authentication-Results on mail that comes in are believed; empty means nobody's"
    )
    oidc_name: str = Field(default="", max_length=60, description="what people call the OpenID provider")
    oidc_issuer: str = Field(default="", description="address of the OpenID provider; empty means none")
    oidc_client_id: str = Field(default="", description="under which name it knows this install")
    oidc_client_secret: str = Field(default="", repr=False, description="what it gave this install to prove itself")
    behind_proxy: bool = Field(
        default=False, description="trust X-Forwarded-For and -Proto of the last proxy"
    )
    files_url: str = Field(
        default="", description="s3://bucket?endpoint=…&region=… for uploaded files; empty means the data folder"
    )
    file_megabytes: int = Field(default=15, ge=10, le=500, description="largest file that people can upload, in MB")
    files_megabytes: int = Field(
        default=2000, ge=10, le=10_000_000, description="what all files of one coalition may take, in MB"
    )
    file_types: str = Field(
        default="", description="endings of files that are taken, separated by commas; empty means all that are known"
    )
    log: Literal["line", "json"] = Field(
        default="line", description="one plain line, or one JSON object, for each event"
    )
    metrics_token: str = Field(
        default="", repr=False, description="bearer token with which a scraper reads /install/metrics"
    )
    api_reads: int = Field(default=300, ge=1, description="requests a minute that one token may read with")
    api_writes: int = Field(default=60, ge=1, description="requests a minute that one token may change things with")
    language: str = Field(default="en", description="language of people who never chose one")
    zone: str = Field(default="UTC", description="time zone of people and coalitions that never chose one")

    @property
    def address(self) -> str:
        """The address people type, without a trailing slash."""
        return self.url.rstrip("/") or f"http://localhost:{self.port}"

    @model_validator(mode="after")
    def whole_provider(self) -> "Config":
        """Refuse half a provider, and one that is asked over an open line."""
        named = [self.oidc_name, self.oidc_issuer, self.oidc_client_id]
        if any(named) and not all(named):
            raise ValueError("COMITY_OIDC_NAME, COMITY_OIDC_ISSUER and COMITY_OIDC_CLIENT_ID belong together")
        if self.oidc_issuer and not reachable_safely(self.oidc_issuer):
            raise ValueError("COMITY_OIDC_ISSUER must begin with https://")
        return self

    @field_validator("mail_circles_at")
    @classmethod
    def a_domain(cls, value: str) -> str:
        """Refuse what can't stand behind the @ of an address."""
        if value and not DOMAIN.fullmatch(value):
            raise ValueError("write a domain, such as circles.example.org")
        return value.lower()

    @field_validator("metrics_token")
    @classmethod
    def hard_to_guess(cls, value: str) -> str:
        """Refuse a token that could be guessed."""
        if value and len(value) < LEAST_TOKEN:
            raise ValueError(f"choose at least {LEAST_TOKEN} characters")
        return value

    def key(self) -> str:
        """The signing key: the given one, else the one kept in the data folder (made once, readable by us alone)."""
        return self.secret_key or kept_key(self.data / "secret-key")


def reachable_safely(address: str) -> bool:
    """Whether nobody can listen on the way: https, or this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def kept_key(path: Path) -> str:
    """Read the key kept at path, making it the first time; two processes that start together agree on one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        made = path.with_name(f"{path.name}-{secrets.token_hex(8)}")
        handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(made, path)  # it appears whole: nobody finds half of it
        except OSError:  # somebody was first, or this disk gives no file two names
            if not path.exists():
                made.replace(path)
        made.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()
