"""The register of interests: public, and kept by each member or by the secretary."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.core.access import permitted
from tannhjul.organisation import access, queries
from tannhjul.organisation.actions import interests as actions
from tannhjul.organisation.forms.register import FindForm, InterestForm
from tannhjul.web.pages import back, handle, numbered, page, posted


@permitted(access.see_interest)
def register(request, interests):
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = numbered(request, queries.interests_named(interests, words, localdate()), 50)
    mine = queries.person_of(request.user)
    return page(request, "organisation/interests.html", {"form": form, "rows": rows, "mine": mine})


@permitted(access.keep_interests)
def declare(request, person):
    form = InterestForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: actions.declare(person, by=request.user, **data),
        person.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("An interest of %(person)s") % {"person": person},
            "back": person.get_absolute_url(),
        },
        thanks=_("It is in the register."),
    )


@require_POST
@permitted(access.end_interest)
def end(request, interest):
    actions.end(interest, by=request.user, today=localdate())
    said = _("It has ended. What was declared stays on record.")
    return back(request, interest.person.get_absolute_url(), said)
