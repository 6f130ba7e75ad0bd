from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "tannhjul.organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import enums  # noqa: F401
