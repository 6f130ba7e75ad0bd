"""Tests: strict wherever Django can be strict."""

import os
import tempfile

os.environ.setdefault("TANNHJUL_HOME", tempfile.mkdtemp(prefix="tannhjul-test-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from .base import *  # noqa: E402, F403
from .base import DATABASES, STORAGES, TEMPLATES  # noqa: E402

DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
AXES_ENABLED = False
SEAL_AFTER = 0
WHITENOISE_AUTOREFRESH = True


class Undefined(str):
    """A template variable that does not exist is a fault, not an empty string."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")


options: dict = TEMPLATES[0]["OPTIONS"]  # type: ignore[assignment]
options["string_if_invalid"] = Undefined("%s")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(os.environ["TANNHJUL_HOME"], "test.sqlite3")
    }
