"""Where this install's data lie: its database, its files, its key, and its settings without secrets."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from comity.commands.safekeeping.databases import Lite, Post
from comity.config import Config

#: below the files' folder: what is made to be fetched once and can be made anew
PASSING = ("parcels", "prints")
SECRET_NAME = re.compile(r"key|password|secret|token|credential", re.IGNORECASE)
SIGNED_ADDRESS = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")
_KEYWORDS = {option.keyword.decode() for option in Conninfo.get_defaults()}


def here() -> Lite | Post:
    """The database that the settings name."""
    if connection.vendor == "sqlite":
        return Lite(Path(connection.settings_dict["NAME"]))
    given: dict[str, Any] = connection.get_connection_params()
    return Post({name: value for name, value in given.items() if name in _KEYWORDS})


def postgres(address: str) -> Post:
    """The PostgreSQL at an address: postgresql://user:password@host/name."""
    return Post(conninfo_to_dict(address))


def key() -> bytes:
    """The key that signs sessions and mailed links."""
    return str(settings.SECRET_KEY).encode()


def uploaded() -> Iterator[tuple[str, Path]]:
    """Every file people uploaded: its name below the folder, and its path."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if name.parts[0] not in PASSING and path.is_file() and not path.is_symlink():
            yield name.as_posix(), path


def settings_told(config: Config) -> str:
    """What was set, a line each as an environment file takes it; secrets are named, never told."""
    lines = []
    for name, field in type(config).model_fields.items():
        value = getattr(config, name)
        if value == field.default or name == "data":
            continue
        label = f"COMITY_{name.upper()}"
        hush = not field.repr or _is_secret(name, value)
        lines.append(f"# {label} is a secret" if hush else f"{label}={_told(value)}")
    return "\n".join(["# What was set when the backup was made. Secrets are not here.", *lines, ""])


def _is_secret(name: str, value: Any) -> bool:
    """By its name, or because it holds something called so."""
    return bool(SECRET_NAME.search(name) or SECRET_NAME.search(str(value)) or not str(value).isprintable())


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return SIGNED_ADDRESS.sub(r"\1:…@", str(value))
