from django.apps import AppConfig


class DelegationConfig(AppConfig):
    name = "tannhjul.delegation"
    default_auto_field = "django.db.models.BigAutoField"
