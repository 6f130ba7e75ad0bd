"""Impartiality of several, and votes on what a body decides about itself (fvl. § 8, §§ 11-9, 11-10)."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.core.law import Breach, Refused
from tannhjul.meetings import papers, queries
from tannhjul.meetings.actions import attendance, debate, impartiality, votes
from tannhjul.organisation.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(item, now):
    return [row.person for row in queries.entitled(item, now)]


def raised(item, by, *people):
    return [impartiality.raise_partiality(item, person, "Eier", by=by) for person in people]


def leaves(item, person, by, at):
    attendance.leave(item.meeting.presences.get(person=person, left_at=None), by=by, at=at)


class TestSeveral:
    def test_none_of_them_decides_on_another(self, item, sitting, secretary, now):
        one, two, three, *others = sitting
        rows = raised(item, secretary, one, two, three)
        for row in rows:
            assert queries.deciding_on(row, now).people == {person.pk for person in others}
        with pytest.raises(Refused, match="avgjør"):
            impartiality.decide_partiality(
                rows[0], "partial", by=secretary, at=now, against=[two], call=False
            )
        impartiality.decide_partiality(rows[0], "impartial", by=secretary, at=now)
        assert one.pk not in queries.deciding_on(rows[1], now).people

    def test_all_decide_where_there_is_no_quorum_without_them(self, item, sitting, secretary, now):
        total = queries.members_total(item.meeting)
        enough = total // 2 + 1
        rows = raised(item, secretary, *sitting[: len(sitting) - enough + 2])
        found = queries.deciding_on(rows[0], now)
        assert found.all
        assert found.people == {person.pk for person in sitting}
        impartiality.decide_partiality(rows[0], "impartial", by=secretary, at=now)

    def test_one_alone_never_decides_on_oneself(self, item, sitting, secretary, now):
        total = queries.members_total(item.meeting)
        [row] = raised(item, secretary, sitting[0])
        for person in sitting[total // 2 + 1 :]:
            leaves(item, person, secretary, now)
        here = [row.person for row in queries.entitled(item, now)]
        assert len(here) == total // 2 + 1
        with pytest.raises(Breach, match="11-9"):
            impartiality.decide_partiality(row, "impartial", by=secretary, at=now)


class TestTheVote:
    def test_is_recorded_with_who_was_against(self, item, sitting, secretary, now):
        [row] = raised(item, secretary, sitting[0])
        against = sitting[1:4]
        impartiality.decide_partiality(row, "impartial", by=secretary, at=now, against=against)
        assert (row.votes_for, row.votes_against) == (len(sitting) - 4, 3)
        text = json.dumps(
            papers.recorded(item.meeting, [item], True, []), ensure_ascii=False, default=str
        )
        assert f"mot 3 stemmer; mot: {against[0].name}" in text

    def test_what_has_no_majority_is_not_found(self, item, sitting, secretary, now):
        [row] = raised(item, secretary, sitting[0])
        against = sitting[1 : len(sitting) // 2 + 2]
        with pytest.raises(Breach, match="11-9"):
            impartiality.decide_partiality(row, "impartial", by=secretary, at=now, against=against)

    @pytest.mark.parametrize("chair_for", [True, False])
    def test_of_equal_votes_the_chairs_decides(self, item, sitting, secretary, now, chair_for):
        [row] = raised(item, secretary, next(p for p in sitting if p.pk != item.meeting.chair_id))
        people = Person.objects.in_bulk(queries.deciding_on(row, now).people)
        chair = people.pop(item.meeting.chair_id)
        others = list(people.values())
        half = (len(others) + 1) // 2
        against = others[:half] if chair_for else [chair, *others[: half - 1]]
        assert len(against) * 2 == len(others) + 1

        def decide():
            impartiality.decide_partiality(row, "impartial", by=secretary, at=now, against=against)

        if chair_for:
            decide()
        else:
            with pytest.raises(Breach, match="11-9"):
                decide()

    @pytest.mark.parametrize("chair_for", [True, False])
    def test_of_equal_votes_on_the_doors_the_chairs_decides(
        self, item, sitting, secretary, now, chair_for
    ):
        if len(sitting) % 2:
            leaving = next(p for p in sitting if p.pk != item.meeting.chair_id)
            leaves(item, leaving, secretary, now)
            sitting = [row.person for row in queries.entitled(item, now)]
        chair = next(p for p in sitting if p.pk == item.meeting.chair_id)
        others = [p for p in sitting if p != chair]
        half = len(sitting) // 2
        against = others[:half] if chair_for else [chair, *others[: half - 1]]
        debate.close_doors(item, "11-5-a", by=secretary, at=now, against=against)
        item.refresh_from_db()
        assert bool(item.closed_basis) is chair_for


class TestADeputyFirst:
    """fvl. § 8 (3): called before the question is decided, and takes part in that."""

    @pytest.fixture
    def called(self, item, sitting, secretary, now):
        """The question about the first of them, and the place of the deputy who has come."""
        row = impartiality.raise_partiality(item, sitting[0], "Eier nabotomta", by=secretary)
        call = impartiality.call_first(row, by=secretary, at=now)
        return row, debate.sit_in(item, call.pk, by=secretary, at=now)

    def test_takes_part_in_deciding(self, called, sitting, now):
        row, place = called
        people = queries.deciding_on(row, now).people
        assert place.person_id in people
        assert row.person_id not in people
        assert len(people) == len(sitting)

    def test_stays_when_the_member_is_out(self, called, item, secretary, now):
        row, place = called
        impartiality.decide_partiality(row, "partial", by=secretary, at=now)
        assert item.calls.filter(replaces=row.person).count() == 1, "nobody else is called"
        sits = {each.person_id for each in queries.entitled(item, now)}
        assert place.person_id in sits
        assert row.person_id not in sits

    def test_leaves_when_the_member_takes_part(self, called, item, secretary, now):
        row, place = called
        impartiality.decide_partiality(row, "impartial", by=secretary, at=now)
        later = now + timedelta(seconds=1)
        sits = {each.person_id for each in queries.entitled(item, later)}
        assert row.person_id in sits
        assert place.person_id not in sits

    def test_is_called_once(self, called, secretary, now):
        with pytest.raises(Refused, match="allerede"):
            impartiality.call_first(called[0], by=secretary, at=now)

    def test_from_the_page(self, item, sitting, secretary, browse):
        row = impartiality.raise_partiality(item, sitting[0], "Eier tomta", by=secretary)
        page = browse("sekretaer")
        says = "Kall inn en vara som er med på å avgjøre det"
        assert says in page.get(reverse("meetings:room", args=[item.pk])).content.decode()
        page.post(reverse("meetings:call_first", args=[item.pk, row.pk]))
        assert item.calls.get().replaces == sitting[0]


class TestElectionsToOffices:
    def test_nobody_is_disqualified_though_there_is_no_case(self, item, sitting, secretary):
        item.case, item.constitutes = None, "mayor"
        item.save()
        with pytest.raises(Breach, match="11-10"):
            raised(item, secretary, sitting[0])


class TestConfidential:
    def test_is_not_voted_on_with_open_doors(self, item, secretary, now):
        """§ 11-5 (2): what the law keeps confidential is treated behind closed doors."""
        type(item.case).objects.filter(pk=item.case_id).update(ground="13", screened_title="x")
        proposal = item.proposals.get()
        with pytest.raises(Breach, match="11-5"):
            votes.open_vote(item, "hands", proposal, by=secretary, at=now)
        debate.close_doors(item, "11-5-3", by=secretary, at=now)
        assert votes.open_vote(item, "hands", proposal, by=secretary, at=now).status == "open"
