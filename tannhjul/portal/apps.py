from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "tannhjul.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import handlers  # noqa: F401
