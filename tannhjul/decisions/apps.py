from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "tannhjul.decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import handlers, panels  # noqa: F401
