from django.apps import AppConfig


class AllowancesConfig(AppConfig):
    name = "tannhjul.allowances"
    default_auto_field = "django.db.models.BigAutoField"
