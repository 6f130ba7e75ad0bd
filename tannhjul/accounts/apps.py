from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tannhjul.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import enums  # noqa: F401
