from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "tannhjul.cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import panels, papers  # noqa: F401
