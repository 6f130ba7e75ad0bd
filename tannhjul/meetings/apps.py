from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tannhjul.meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import handlers, panels  # noqa: F401
