"""What has been typed into a form: acted on once, and kept when the session has ended.

Each form that a signed-in reader gets carries a mark of its own, signed with whose it is. A form that
is sent without a session is not thrown away: what was typed waits in the new session for the same
person to sign in, and is then there on the page that it was typed on. Nothing of it is acted on
before it is sent again.
"""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _

from .models import Sent

MARK = "once"
MOST = 200_000  # signs that are kept of a form
MOST_FORMS = 5  # that are kept, the newest
UNFINISHED = timedelta(minutes=2)  # after that, whatever acted on it has been stopped
REMEMBERED = timedelta(days=2)
WAIT, LOOK = 5.0, 0.1  # seconds that a second click waits for the first, and between two looks
_signer = signing.Signer(salt="tannhjul.web.typed", sep=".")


def mark(user: Any) -> str:
    """A new mark for a form that ``user`` gets; "" for whoever is not signed in."""
    return _signer.sign(f"{user.pk}-{secrets.token_urlsafe(9)}") if user.is_authenticated else ""


def whose(mark: str) -> str:
    """The id of the user whose form it is; "" if the mark is none of ours."""
    try:
        return _signer.unsign(mark).partition("-")[0]
    except signing.BadSignature:
        return ""


# --- acted on once -----------------------------------------------------------------------------


def take(request: HttpRequest) -> HttpResponse | None:
    """Take the form for this request; the answer, if it has been acted on already or is just now."""
    once, end = request.POST.get(MARK, ""), time.monotonic() + WAIT
    if not request.user.is_authenticated or whose(once) != str(request.user.pk):
        return None
    while not _taken(once):
        row = Sent.objects.filter(pk=once).first()
        if row and row.led_to:
            messages.success(request, _("This had already been done."))
            return redirect(row.led_to)
        if row and row.at < now() - UNFINISHED:
            row.delete()
        elif row and time.monotonic() > end:
            messages.warning(request, _("This is being done. Look again in a moment."))
            return redirect(_place(request))
        elif row:
            time.sleep(LOOK)
    request.typed_taken = once  # type: ignore[attr-defined]
    return None


def _taken(once: str) -> bool:
    try:
        with transaction.atomic():
            Sent.objects.create(once=once)
    except IntegrityError:
        return False
    return True


def settle(request: HttpRequest, response: HttpResponse) -> None:
    """Remember where it led, or let it be sent again if it came to nothing."""
    once = getattr(request, "typed_taken", "")
    if not once:
        return
    if response.status_code >= 400:
        Sent.objects.filter(pk=once).delete()
        return
    led_to = response.get("Location") or _place(request)
    Sent.objects.filter(pk=once).update(led_to=led_to[:500])
    kept = _kept(request)
    if kept:
        request.session["typed"] = [row for row in request.session["typed"] if row != kept]


def forget(moment: Any) -> None:
    """Forms sent long ago are not remembered."""
    Sent.objects.filter(at__lt=moment - REMEMBERED).delete()


# --- kept --------------------------------------------------------------------------------------


def never_kept(view: Callable) -> Callable:
    """What is sent to this view is not kept: a ballot is nobody's to read."""
    view.never_kept = True  # type: ignore[attr-defined]
    return view


def came_from_us(request: HttpRequest) -> bool:
    """Whether the form stood on a page of ours: another site must not give a reader a new session."""
    sent = request.headers.get("Origin") or request.headers.get("Referer", "")
    return url_has_allowed_host_and_scheme(sent, {request.get_host()}) and bool(sent)


def keep(request: HttpRequest) -> HttpResponse | None:
    """Keep what was typed for whoever the form belongs to; where to go on, or None if it is nobody's."""
    owner = whose(request.POST.get(MARK, ""))
    done = Sent.objects.filter(pk=request.POST.get(MARK, "")[:80]).first() if owner else None
    if done and done.led_to:  # acted on before the session ended
        return redirect(done.led_to)
    view = getattr(request.resolver_match, "func", None)
    if not owner or getattr(view, "never_kept", False):
        return None
    typed = {
        name: values
        for name, values in request.POST.lists()
        if name not in (MARK, "csrfmiddlewaretoken") and "password" not in name
    }
    place = _place(request)
    if sum(len(value) for values in typed.values() for value in values) <= MOST:
        others = [row for row in request.session.get("typed", []) if row["at"] != place]
        new = {"by": owner, "at": place, "fields": typed}
        request.session["typed"] = [*others[1 - MOST_FORMS :], new]
    if request.user.is_authenticated:
        return redirect(place)
    return to_sign_in(place)


def to_sign_in(place: str) -> HttpResponse:
    """To the sign-in page, and from there to ``place``."""
    return redirect("/logg-inn/?" + urlencode({"next": place}))


def _place(request: HttpRequest) -> str:
    """The address of the page that the form stood on."""
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}):
        return request.get_full_path()
    parts = urlsplit(came)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _kept(request: HttpRequest) -> dict[str, Any] | None:
    """What this reader typed on this page before the session ended."""
    if not request.user.is_authenticated:  # who has no account has no session to ask
        return None
    place = request.get_full_path() if request.method == "GET" else _place(request)
    mine = {"by": str(request.user.pk), "at": place}
    rows = request.session.get("typed", [])
    return next((row for row in rows if mine.items() <= row.items()), None)


def again(request: HttpRequest) -> QueryDict | None:
    """What was typed, as if it were sent now, for the form of this page."""
    row = _kept(request)
    if row is None:
        return None
    request.typed_shown = True  # type: ignore[attr-defined]
    data = QueryDict(mutable=True)
    for name, values in row["fields"].items():
        data.setlist(name, values)
    return data


def beside(request: HttpRequest) -> dict[str, Any] | None:
    """For the top of the page: that it was kept, and the texts that no form of the page has taken in."""
    row = _kept(request) if request.method == "GET" else None
    if row is None:
        return None
    texts = [value for values in row["fields"].values() for value in values if value.strip()]
    return {"texts": [] if getattr(request, "typed_shown", False) else texts}
