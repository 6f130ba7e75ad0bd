from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "tannhjul.dialogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import panels  # noqa: F401
