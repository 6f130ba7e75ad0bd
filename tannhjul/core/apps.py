from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "tannhjul.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Every rule and every local choice is known before anyone asks for them."""
        autodiscover_modules("rules", "choices")
