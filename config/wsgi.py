"""The WSGI application, and beside it the sealer: what happens is sealed within seconds."""

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


def start() -> None:
    """Start the sealer, unless it is left to the commands (TANNHJUL_SEAL_AFTER=0)."""
    from django.conf import settings

    if settings.SEAL_AFTER:
        threading.Thread(target=keep_sealing, args=(settings.SEAL_AFTER,), daemon=True).start()


start()
