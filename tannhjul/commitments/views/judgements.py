"""Judging anything that can be judged, and answering."""

from typing import Any

from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.commitments import access
from tannhjul.commitments.actions import judgements as actions
from tannhjul.commitments.forms import AnswerForm, JudgeForm
from tannhjul.commitments.kinds import KINDS
from tannhjul.core import subjects
from tannhjul.core.access import permitted, role_of
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import handle, posted


@permitted(access.judge)
def judge(request, kind, slug, pk):
    sort, noun = KINDS.get(kind), subjects.by_slug(slug)
    if sort is None or noun not in sort.nouns or role_of(request.user) not in sort.roles:
        raise Http404
    open_to = noun.see if sort.by_whoever_sees and noun.see else access.reading(noun)
    row: Any = open_to.fetch(request.user, pk)
    person: Any = person_of(request.user)
    form = JudgeForm(posted(request))
    form.offer("verdict", list(sort.verdicts.items()))
    return handle(
        request,
        form,
        lambda data: actions.judge(
            kind, row, person=person, by=request.user, today=localdate(), **data
        ),
        row.get_absolute_url(),
        "commitments/form.html",
        {"title": sort.asks, "says": str(row), "back": row.get_absolute_url()},
        thanks=_("Thank you. It is counted with what others judge, and your reason is shown."),
    )


@permitted(access.answer)
def answer(request, judgement):
    about: Any = judgement.about
    noun = subjects.of(about)
    shown = access.reading(noun).objects(request.user).filter(pk=about.pk).exists()
    url = about.get_absolute_url() if shown else "/"
    person: Any = person_of(request.user)
    return handle(
        request,
        AnswerForm(posted(request)),
        lambda data: actions.answer(
            judgement, person=person, by=request.user, today=localdate(), **data
        ),
        url,
        "commitments/form.html",
        {"title": _("Answer what was judged"), "says": judgement.why, "back": url},
        thanks=_("Thank you. Your answer stands with what was judged."),
    )
