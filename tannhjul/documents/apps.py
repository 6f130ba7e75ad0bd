from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tannhjul.documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import enums  # noqa: F401
