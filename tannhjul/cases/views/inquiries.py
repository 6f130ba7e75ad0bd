"""Questions to the chief executive: asking, answering, and what everyone can read."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tannhjul.cases import access, queries
from tannhjul.cases.actions import inquiries as actions
from tannhjul.cases.forms import AnswerForm, InquiryForm
from tannhjul.core.access import permitted
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import handle, numbered, page, posted


@permitted(access.see_inquiry)
def index(request, rows):
    waiting, answered, days = queries.answer_times(rows)
    context = {
        "rows": numbered(request, rows.select_related("asker")),
        "waiting": waiting,
        "answered": answered,
        "days": days,
        "may_ask": access.inquire.allows(request.user),
    }
    return page(request, "cases/inquiries.html", context)


@permitted(access.see_inquiry)
def detail(request, inquiry):
    context = {
        "inquiry": inquiry,
        "may_read": access.read_inquiry.allows(request.user, inquiry),
        "may_answer": inquiry.answered_at is None
        and access.answer_inquiry.allows(request.user, inquiry),
        "copies": inquiry.copies.select_related("person"),
    }
    return page(request, "cases/inquiry.html", context)


@permitted(access.inquire)
def ask(request):
    key = request.GET.get("sak", "")
    visible = access.see.objects(request.user)
    case = visible.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    asker: Any = person_of(request.user)
    about = case.title if case else request.GET.get("om", "").replace("\0", "")[:300]
    form = InquiryForm(posted(request), initial={"title": about})
    return handle(
        request,
        form,
        lambda data: actions.inquire(asker, by=request.user, at=timezone.now(), case=case, **data),
        lambda row: row.get_absolute_url(),
        "cases/form.html",
        {"title": _("Ask the chief executive"), "back": _back(case), "case": case},
        thanks=_("The question is with the chief executive."),
        button=_("Ask"),
    )


def _back(case):
    return case.get_absolute_url() if case else reverse("cases:inquiries")


@permitted(access.answer_inquiry)
def answer(request, inquiry):
    return handle(
        request,
        AnswerForm(posted(request)),
        lambda data: actions.answer_inquiry(inquiry, by=request.user, at=timezone.now(), **data),
        inquiry.get_absolute_url(),
        "cases/answer.html",
        {"title": _("Answer"), "back": inquiry.get_absolute_url(), "inquiry": inquiry},
        thanks=_("The answer has been sent to who asked and to all group leaders."),
        button=_("Answer"),
    )
