"""The WSGI application, and beside it what is done by itself: sealing, and what a date brings."""

import logging
import os
import threading
import time

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
application = get_wsgi_application()


def keep_sealing(every: float) -> None:
    """Seal the tail of the journal again and again, for as long as the server runs."""
    from django.db import DatabaseError, connection

    from tannhjul.core.journal import seal_all
    from tannhjul.core.models import Unsealed

    while True:
        time.sleep(every)
        try:
            if Unsealed.objects.exists():
                seal_all()
        except DatabaseError:
            logging.getLogger(__name__).warning("sealing failed; it is tried again", exc_info=True)
        finally:
            connection.close()


def keep_up_with_the_date(every: float) -> None:
    """Put in force the arrangements whose day has come, for as long as the server runs."""
    from django.db import DatabaseError, connection
    from django.utils.timezone import localdate

    from tannhjul.arrangements.actions import apply_due

    while True:
        try:
            apply_due(by=None, today=localdate())
        except DatabaseError:
            logging.getLogger(__name__).warning("it is tried again", exc_info=True)
        finally:
            connection.close()
        time.sleep(every)


def start() -> None:
    """Start what is done by itself, unless it is left to the commands (TANNHJUL_SEAL_AFTER=0)."""
    from django.conf import settings

    if settings.SEAL_AFTER:
        threading.Thread(target=keep_sealing, args=(settings.SEAL_AFTER,), daemon=True).start()
        threading.Thread(target=keep_up_with_the_date, args=(600.0,), daemon=True).start()


start()
