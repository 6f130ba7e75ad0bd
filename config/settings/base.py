"""Settings shared by every way of running. All that differs comes from the environment."""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = Path(os.environ.get("TANNHJUL_HOME", "var")).resolve()
DATA = Path(os.environ.get("TANNHJUL_DATA", ROOT.parent / "shared" / "data"))


def flag(name: str, default: bool = False) -> bool:
    """A yes or no from the environment."""
    return os.environ.get(name, str(int(default))).lower() in ("1", "true", "yes")


def kept_secret() -> str:
    """The secret key of the environment, or one made once and kept under TANNHJUL_HOME."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    HOME.mkdir(parents=True, exist_ok=True)
    file = HOME / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = kept_secret()
DEBUG = False
DEMO = flag("TANNHJUL_DEMO")
SITE_URL = os.environ.get("TANNHJUL_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "tannhjul.core",
    "tannhjul.web",
    "tannhjul.accounts",
    "tannhjul.organisation",
    "tannhjul.elections",
    "tannhjul.commitments",
    "tannhjul.safety",
    "tannhjul.documents",
    "tannhjul.delegation",
    "tannhjul.cases",
    "tannhjul.meetings",
    "tannhjul.decisions",
    "tannhjul.allowances",
    "tannhjul.dialogue",
    "tannhjul.participation",
    "tannhjul.arrangements",
    "tannhjul.portal",
    "tannhjul.exchange",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "modelsearch",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tannhjul.accounts.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "tannhjul.documents.middleware.TooLarge",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tannhjul.accounts.middleware.ActingRole",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tannhjul.web.middleware.Typed",
    "tannhjul.web.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
# Components (<c-card>) are compiled first, then a template may be asked for in part.
LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
COTTON_DIR = "components"
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees what it is given, not its page
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", LOADERS)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.house",
            ],
            "builtins": [
                "tannhjul.web.templatetags.house",
                "template_partials.templatetags.partials",
                "django_cotton.templatetags.cotton",
            ],
        },
    }
]
FORM_RENDERER = "tannhjul.web.forms.HouseRenderer"

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'tannhjul.sqlite3'}",
        conn_max_age=60,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA recursive_triggers=ON",
    }
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Discs without moving parts: with the default of 4, full-text search reads the whole table.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
PROXIES = int(os.environ.get("TANNHJUL_PROXIES", "0"))
AXES_CLIENT_IP_CALLABLE = "tannhjul.web.address.of_reader"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Tannhjul"

LANGUAGE_CODE = os.environ.get("TANNHJUL_LANGUAGE", "nb")
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["config.formats"]
LANGUAGE_COOKIE_NAME = "malform"
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MAX_UPLOAD = int(os.environ.get("TANNHJUL_MAX_UPLOAD_MB", "100")) * 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
STREAMS = int(os.environ.get("TANNHJUL_STREAMS", "5000"))
JOURNAL_KEY = Path(os.environ.get("TANNHJUL_JOURNAL_KEY") or HOME / "journal_key")
SEAL_AFTER = float(os.environ.get("TANNHJUL_SEAL_AFTER", "3"))
CLAMD = os.environ.get("TANNHJUL_CLAMD", "")

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND") or (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
# How often the server looks for mail to try again; new mail it sends at once. 0: a worker sends it.
MAIL_EVERY = float(os.environ.get("TANNHJUL_MAIL_EVERY", "15"))
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "politisk.sekretariat@localhost")

# Messages are sent at once, or wait in the database for a worker, which tries where the server need not.
WAITS_IN_DATABASE = os.environ.get("TANNHJUL_TASKS", "immediate") == "database"
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if WAITS_IN_DATABASE
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}
WORK_EVERY = float(os.environ.get("TANNHJUL_WORK_EVERY", "1" if WAITS_IN_DATABASE else "0"))
MODELSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "modelsearch.backends.database",
        "SEARCH_CONFIG": "simple",
        "AUTO_UPDATE": False,
    }
}

CSRF_FAILURE_VIEW = "tannhjul.web.errors.csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
