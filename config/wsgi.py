"""The WSGI application, and beside it what is done by itself: sealing, messages, what a date brings."""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
application = get_wsgi_application()

log = logging.getLogger(__name__)


def again_and_again(what: Callable[[], object], every: float) -> None:
    """Do something for as long as the server runs; what fails is logged and tried again."""
    from django.db import DatabaseError, connection

    while True:
        try:
            what()
        except DatabaseError:
            log.warning("%s failed; it is tried again", what.__name__, exc_info=True)
        except Exception:  # nobody else would begin it again before the server does
            log.exception("%s failed; it is tried again", what.__name__)
        finally:
            connection.close()
        time.sleep(every)


def seal() -> None:
    """Seal the tail of the journal."""
    from tannhjul.core.journal import seal_all
    from tannhjul.core.models import Unsealed

    if Unsealed.objects.exists():
        seal_all()


def keep_up_with_the_date() -> None:
    """Do what today brings."""
    from django.utils.timezone import localdate

    from tannhjul.core.clock import strike

    strike(localdate())


def work() -> None:
    """Run the tasks that wait in the database."""
    from config.work import run_waiting

    run_waiting()


def start() -> None:
    """Start what is done by itself, unless it is left to the commands."""
    from django.conf import settings

    from tannhjul.accounts.mail import left_to_the_server

    chores: list[tuple[Callable[[], None], float]] = []
    if settings.MAIL_EVERY:
        chores.append((left_to_the_server(settings.MAIL_EVERY), 0))
    if settings.SEAL_AFTER:
        chores += [(seal, settings.SEAL_AFTER), (keep_up_with_the_date, 600.0)]
    if settings.WORK_EVERY:
        chores.append((work, settings.WORK_EVERY))
    for chore in chores:
        threading.Thread(target=again_and_again, args=chore, daemon=True).start()


start()
