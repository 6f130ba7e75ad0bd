"""Putting right what was recorded in a meeting."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.core.access import permitted
from tannhjul.meetings import access, voting
from tannhjul.meetings.actions import correcting
from tannhjul.meetings.forms.votes import CorrectForm
from tannhjul.meetings.models import Vote
from tannhjul.web.pages import back, handle, posted


@require_POST
@permitted(access.run)
def make_anew(request, meeting, row):
    paper = get_object_or_404(meeting.documents.select_related("document"), pk=row)
    moment = timezone.now()
    correcting.make_anew(
        meeting, paper.document.kind, by=request.user, at=moment, today=timezone.localdate()
    )
    said = _("A new version has come, and the earlier ones are taken down.")
    return back(request, meeting.get_absolute_url(), said)


@permitted(access.run_item)
def put_right(request, item, vote):
    row = get_object_or_404(Vote.objects.filter(item=item), pk=vote)
    form = CorrectForm(posted(request), vote=row)
    how = {"by": request.user, "at": timezone.now()}

    def act(data):
        if data.get("again"):
            return correcting.annul_counted(row, data["why"], **how)
        today = timezone.localdate()
        how["based_on"] = data["based_on"]
        return correcting.correct(row, form.ballots(), data["why"], today=today, **how)

    return handle(
        request,
        form,
        act,
        item.get_absolute_url(),
        "meetings/form.html",
        {
            "title": _("Put right: %(vote)s") % {"vote": voting.asked(row)},
            "item": item,
            "back": item.get_absolute_url(),
        },
        thanks=_("It has been put right, and that is shown."),
    )
