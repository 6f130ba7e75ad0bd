"""Some months in Lillevik, relative to the day it is run, played through the users' own actions."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from tqdm import tqdm

from tannhjul.accounts.models import User
from tannhjul.core import scenes
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Entity


def people_to_try() -> list[tuple[str, str, list[str]]]:
    """(user name, name, roles) of the demo users."""
    rows = (
        User.objects.filter(username__startswith="demo-").order_by("pk").prefetch_related("roles")
    )
    return [
        (u.username, u.name, [str(row.get_role_display()) for row in u.roles.all()]) for u in rows
    ]


def load(show: bool = False, today: date | None = None) -> None:
    """Load the demonstration, once; a database that holds another municipality is left alone."""
    owner = Entity.objects.first()
    if owner:
        if owner.number != "9901":
            raise Refused(f"the database already belongs to {owner.name}")
        return
    autodiscover_modules("demo")
    play = scenes.played(today or timezone.localdate())
    with transaction.atomic():
        for _scene in tqdm(play, total=scenes.number(), disable=not show, desc="Lillevik"):
            pass
