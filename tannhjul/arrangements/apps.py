from django.apps import AppConfig


class ArrangementsConfig(AppConfig):
    name = "tannhjul.arrangements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import handlers, panels  # noqa: F401
