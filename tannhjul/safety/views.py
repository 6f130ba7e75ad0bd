"""Pages about hate and threats against elected members."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.access import PUBLIC, permitted
from tannhjul.organisation.access import set_up
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import handle, numbered, page, posted

from . import access, actions, queries
from .forms import ContactForm, IncidentAnswerForm, IncidentForm


@permitted(PUBLIC)
def safety(request):
    context = {
        "contact": queries.safety_contact(localdate()),
        "may_report": access.report_incident.allows(request.user),
        "may_name": set_up.allows(request.user),
    }
    return page(request, "safety/safety.html", context)


def _form(request, form, act, done, title, thanks):
    context = {"title": title, "back": done}
    return handle(request, form, act, done, "organisation/form.html", context, thanks=thanks)


@permitted(set_up)
def name_contact(request):
    contact = queries.safety_contact(localdate())
    initial = {"today": localdate(), "guidelines": contact.guidelines if contact else ""}
    return _form(
        request,
        ContactForm(posted(request), initial=initial),
        lambda data: actions.name_contact(by=request.user, **data),
        reverse("safety:safety"),
        _("Whom to turn to about hate and threats"),
        _("Saved."),
    )


@permitted(access.report_incident)
def report_incident(request):
    person: Any = person_of(request.user)
    return _form(
        request,
        IncidentForm(posted(request), initial={"happened_on": localdate()}),
        lambda data: actions.report_incident(person, by=request.user, today=localdate(), **data),
        reverse("safety:incidents"),
        _("Report hate or a threat"),
        _("It has been reported. Only you and the contact can read it."),
    )


@permitted(access.see_incident)
def incidents(request, rows):
    may_answer = access.answer_incident.objects(request.user).filter(status="reported")
    context = {
        "rows": numbered(request, rows.select_related("person")),
        "may_answer": set(may_answer.values_list("pk", flat=True)),
    }
    return page(request, "safety/incidents.html", context)


@permitted(access.answer_incident)
def answer_incident(request, incident):
    return _form(
        request,
        IncidentAnswerForm(posted(request), initial={"answer": incident.answer}),
        lambda data: actions.answer_incident(incident, by=request.user, today=localdate(), **data),
        reverse("safety:incidents"),
        _("Follow up"),
        _("The member has been told."),
    )
