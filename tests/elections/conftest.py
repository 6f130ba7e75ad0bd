"""The bodies that are elected."""

import pytest

from tannhjul.elections import actions as elections
from tannhjul.organisation.models import Body


@pytest.fixture
def committee(db):
    return Body.objects.get(short="HTM")


@pytest.fixture
def executive(db):
    return Body.objects.get(short="FSK")


@pytest.fixture
def control(db):
    return Body.objects.get(short="KU")


@pytest.fixture
def opened(committee, secretary, today):
    return elections.open_election(
        committee, "proportion", by=secretary, today=today, demanded=True
    )
