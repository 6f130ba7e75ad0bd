"""The outbox: what is to be sent waits in the database, and what became of each message is kept."""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.timezone import now
from django_tasks import task

from tannhjul.core.clock import daily

from .enums import Sent
from .models import Letter

MOST_AT_ONCE = 500
# Whoever has taken a message to send it has so long; then it is anybody's again.
TAKEN = timedelta(minutes=10)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVEN_UP = timedelta(days=2)
KEPT = timedelta(days=90)
FOR_GOOD = 500  # from here on the recipient's server means no, and not «try again»

_in_a_server = threading.Event()  # set where a thread of the process sends
_written = threading.Event()  # wakes it


def put(messages: Iterable[tuple[str, str, str]], about: str) -> None:
    """Put (subject, text, recipient) in the outbox; they are sent when the transaction stands.

    ``about``: the address of the page that they are about, "" if that is nobody else's to know.
    """
    rows = Letter.objects.bulk_create(
        Letter(
            subject=subject[:250],
            text=text,
            to=to,
            about=about[:200],
            written_at=now(),
            next_at=now(),
        )
        for subject, text, to in messages
    )
    transaction.on_commit(lambda: _soon([row.pk for row in rows]))


def _soon(new: list[int]) -> None:
    if settings.WAITS_IN_DATABASE:
        carry_in_background.enqueue()
    elif _in_a_server.is_set():
        _written.set()
    else:
        carry(new)


def left_to_the_server(every: float) -> Callable[[], None]:
    """A chore that sends what waits as soon as it is written, and looks ``every`` so many seconds."""
    _in_a_server.set()

    def send() -> None:
        _written.wait(every)
        _written.clear()
        carry()

    return send


@task()
def carry_in_background() -> None:
    """Send what waits, where a worker does it."""
    carry()


def carry(only: list[int] | None = None) -> None:
    """Send what waits, each by itself over one connection; ``only``: of these, by their ids.

    One that is refused stops none of the others; if nobody answers the rest waits. A message is sent
    again only if the machine stopped between sending it and saying so.
    """
    waiting = Letter.objects.filter(state=Sent.WAITING, next_at__lte=now()).order_by("pk")
    waiting = waiting if only is None else waiting.filter(pk__in=only)
    line = get_connection()
    try:
        for row in waiting[:MOST_AT_ONCE]:
            if _take(row) and not _send(row, line):
                return
    finally:
        with suppress(SMTPException, OSError):
            line.close()


def _take(row: Letter) -> bool:
    """Whether it is ours to send: of several who try, one gets it."""
    mine = Letter.objects.filter(pk=row.pk, state=Sent.WAITING, next_at=row.next_at)
    return mine.update(next_at=now() + TAKEN) == 1


def _send(row: Letter, line: Any) -> bool:
    """Send one; whether the server answers, so that the next is worth trying."""
    message = EmailMessage(
        row.subject, row.text, settings.DEFAULT_FROM_EMAIL, [row.to], connection=line
    )
    try:
        line.send_messages([message])
    except SMTPRecipientsRefused as fault:
        code, said = next(iter(fault.recipients.values()))
        _not_sent(row, code, said)
    except SMTPResponseException as fault:
        _not_sent(row, fault.smtp_code, fault.smtp_error)
    except ValueError as fault:  # an address or a subject that no message can have
        _settle(row, Sent.FAILED, str(fault)[:200])
    except (SMTPException, OSError) as fault:
        _not_sent(row, 0, str(fault) or type(fault).__name__)
        return False
    else:
        _settle(row, Sent.SENT, "")
    return True


def _not_sent(row: Letter, code: int, said: bytes | str) -> None:
    """It is refused for good, or tried again, less and less often for two days."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    fault = f"{code or ''} {text}".strip()[:200]
    if code >= FOR_GOOD or now() - row.written_at >= GIVEN_UP:
        _settle(row, Sent.FAILED, fault)
        return
    row.tries += 1
    row.fault = fault
    row.next_at = now() + min(FIRST_WAIT * 4 ** (row.tries - 1), LONGEST_WAIT)
    row.save(update_fields=["tries", "fault", "next_at"])


def _settle(row: Letter, state: str, fault: str) -> None:
    """What became of it is kept; the text is not, for it may hold a way in."""
    row.state, row.fault, row.text = state, fault, ""
    row.tries += 1
    row.settled_at = now()
    row.save(update_fields=["state", "fault", "text", "tries", "settled_at"])


def try_again() -> int:
    """Try all that waits at once, as when the mail server has been put right; how many wait."""
    waits = list(Letter.objects.filter(state=Sent.WAITING).values_list("pk", flat=True))
    Letter.objects.filter(pk__in=waits).update(next_at=now())
    transaction.on_commit(lambda: _soon(waits))
    return len(waits)


def undelivered(since: datetime) -> list[Letter]:
    """Messages that did not arrive, to addresses that nothing has reached after."""
    rows = Letter.objects.filter(state=Sent.FAILED, settled_at__gte=since).order_by("pk")
    reached: dict[str, datetime] = {}
    later = Letter.objects.filter(state=Sent.SENT, to__in=[row.to for row in rows])
    for to, at in later.values_list("to", "written_at"):
        reached[to] = max(at, reached.get(to, at))
    return [row for row in rows if row.to not in reached or reached[row.to] < row.written_at]


@daily
def forget_old_mail(_day: Any) -> None:
    """What was sent, or could not be, is forgotten after some months."""
    Letter.objects.exclude(state=Sent.WAITING).filter(settled_at__lt=now() - KEPT).delete()
