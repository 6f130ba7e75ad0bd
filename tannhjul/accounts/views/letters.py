"""The outbox: what has been sent, what waits, and what did not arrive."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.accounts import access, mail
from tannhjul.accounts.enums import Sent
from tannhjul.core.access import permitted
from tannhjul.web.pages import back, numbered, page


@permitted(access.see_letters)
def index(request):
    rows = access.see_letter.objects(request.user)
    state, about = request.GET.get("state", ""), request.GET.get("about", "")
    rows = rows.filter(state=state) if state in Sent.values else rows
    rows = rows.filter(about=about) if about else rows
    waits = rows.filter(state=Sent.WAITING).exists()
    context = {
        "rows": numbered(request, rows),
        "states": Sent.choices,
        "state": state,
        "about": about,
        "waits": waits,
    }
    return page(request, "accounts/letters.html", context)


@require_POST
@permitted(access.see_letters)
def try_again(request):
    mail.try_again()
    return back(request, reverse("accounts:letters"), _("All that waits is tried again now."))
