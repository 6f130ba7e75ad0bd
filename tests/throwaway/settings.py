"""The house with one more module in it."""

from config.settings.local import *  # noqa: F403
from config.settings.local import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.throwaway.potholes"]
ROOT_URLCONF = "tests.throwaway.urls"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
