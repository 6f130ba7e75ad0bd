from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

BRINGS = (
    *("verbs", "rules", "choices", "subjects"),
    *("inbox", "findings", "papers", "panels", "nav", "handlers"),
)


class CoreConfig(AppConfig):
    name = "tannhjul.core"

    def ready(self):
        """What each module brings is known before anyone asks for it."""
        autodiscover_modules(*BRINGS)
