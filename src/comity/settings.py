"""Django's settings, derived from `comity.config`. Operators set COMITY_… variables, never this file."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from comity.base import logs
from comity.config import Config

CONFIG = Config()
HERE = Path(__file__).resolve().parent
DATA = CONFIG.data.resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

SECRET_KEY = CONFIG.key()
DEBUG = CONFIG.debug
DEMO = CONFIG.demo
ADDRESS = CONFIG.address
SECURE = ADDRESS.startswith("https://")
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    urlsplit(ADDRESS).hostname or "localhost",
    *CONFIG.hosts.split(","),
]
ROOT_URLCONF = "comity.urls"
WSGI_APPLICATION = "comity.wsgi.application"
SITE_NAME = "Comity"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "comity.base",
    "comity.audit",
    "comity.notices",
    "comity.people",
    "comity.coalitions",
    "comity.texts",
    "comity.files",
    "comity.topics",
    "comity.surveys",
    "comity.tasks",
    "comity.signatures",
    "comity.credits",
    "comity.prints",
    "comity.governing",
    "comity.meetings",
    "comity.network",
    "comity.founding",
    "comity.journey",
    "comity.public",
    "comity.web",
    "comity.api",
]

MIDDLEWARE = [
    "comity.base.logs.RequestLog",
    "comity.base.middleware.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "comity.api.middleware.ProblemsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "comity.people.middleware.ReaderMiddleware",
    "comity.coalitions.middleware.CoalitionMiddleware",
    "comity.base.middleware.RefusedMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "comity.web.shell.shell",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])
            ],
        },
    }
]
FORM_RENDERER = "comity.base.forms.ComityRenderer"


def database(url: str) -> dict[str, object]:
    """Django's description of the one database: SQLite in the data folder, or the given PostgreSQL."""
    if not url:
        return {
            "ENGINE": "comity.base.sqlite3",
            "NAME": DATA / "comity.sqlite3",
            # Kept open: the last to close would fold the log into the file and remove it, at each request; and opening
            # makes files, which a full disk has no room for, so that not even reading would work.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise SystemExit("COMITY_DATABASE_URL must begin with postgresql:// (leave it empty for SQLite).")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def storage(url: str) -> dict[str, object]:
    """Where uploaded files lie: the data folder, or a bucket on S3-compatible storage.

    s3://bucket?endpoint=https://…&region=…; its keys come from the environment, as its tools read them.
    """
    if not url:
        return {"BACKEND": "comity.base.storing.OnDisk"}
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise SystemExit("COMITY_FILES_URL must be s3://bucket (leave it empty for the data folder).")
    given = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    options: dict[str, object] = {
        "bucket_name": parts.netloc, "location": unquote(parts.path.strip("/")), "default_acl": None,
        "querystring_auth": True, "file_overwrite": False,
    }  # fmt: skip
    named = {"endpoint": "endpoint_url", "region": "region_name"}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": options | {named[key]: unquote(value) for key, value in given.items() if key in named},
    }


DATABASES = {"default": database(CONFIG.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_TRUSTED_ORIGINS = [ADDRESS]
CSRF_FAILURE_VIEW = "comity.base.views.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
if CONFIG.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

USE_I18N = USE_TZ = True
TIME_ZONE = CONFIG.zone
LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [HERE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": storage(CONFIG.files_url),
    "staticfiles": {"BACKEND": "comity.base.gathered.Gathered"},
}
WHITENOISE_USE_FINDERS = DEBUG or not (STATIC_ROOT / "staticfiles.json").exists()
#: bytes of one file, of all files of one coalition, and which kinds of file (empty: all that we know)
UPLOAD_LARGEST = CONFIG.file_megabytes * 1_000_000
UPLOADS_LARGEST = CONFIG.files_megabytes * 1_000_000
UPLOAD_TYPES = CONFIG.file_types
FILE_UPLOAD_HANDLERS = [
    "comity.base.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "comity_cache"}}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if CONFIG.mail_host else "comity.notices.post.KeptBackend"
)
EMAIL_HOST = CONFIG.mail_host
EMAIL_PORT = CONFIG.mail_port
EMAIL_HOST_USER = CONFIG.mail_user
EMAIL_HOST_PASSWORD = CONFIG.mail_password
EMAIL_USE_TLS = CONFIG.mail_security == "starttls"
EMAIL_USE_SSL = CONFIG.mail_security == "tls"
EMAIL_TIMEOUT = 20
MAIL_KEPT_DAYS = CONFIG.mail_kept_days
MAIL_CIRCLES_AT = CONFIG.mail_circles_at or ("circles.example.org" if DEMO else "")
MAIL_CHECKED_BY = CONFIG.mail_checked_by
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from

LOGGING = logs.configured(CONFIG.log, quiet=DEMO)

from comity.people.account_settings import *  # noqa: E402,F403  (allauth's settings, kept with the people who use them)
