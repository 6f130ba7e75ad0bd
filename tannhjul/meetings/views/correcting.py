"""Putting right what was recorded in a meeting."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from tannhjul.core.access import permitted
from tannhjul.meetings import access, voting
from tannhjul.meetings.actions import correcting
from tannhjul.meetings.forms.votes import CorrectForm
from tannhjul.meetings.models import Vote
from tannhjul.web.pages import handle, posted


@permitted(access.run_item)
def put_right(request, item, vote):
    row = get_object_or_404(Vote.objects.filter(item=item), pk=vote)
    form = CorrectForm(posted(request), vote=row)
    how = {"by": request.user, "at": timezone.now()}

    def act(data):
        if data.get("again"):
            return correcting.annul_counted(row, data["why"], **how)
        today = timezone.localdate()
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
