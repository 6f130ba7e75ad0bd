"""What can be found, the words it is found by, and who follows what."""

import secrets
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from tannhjul.core import subjects

from .enums import Audience


class Entry(index.Indexed, models.Model):
    """Søkeoppføring: one thing that can be found, in the text that one audience may read.

    ``kind`` is the slug of its subject; ``arena`` and ``matter`` are ids of a body and a case.
    """

    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    audience = models.CharField(max_length=10, choices=Audience)
    title = models.CharField(max_length=400)
    excerpt = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=200)
    arena = models.BigIntegerField(null=True)
    matter = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, blank=True)
    day = models.DateField(null=True)
    terms = models.TextField()

    body = ""  # the name of the body, for a page

    search_fields = [index.SearchField("terms")]

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "audience"], name="portal_entry_once"
            )
        ]
        indexes = [models.Index(fields=["-day", "-id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def what(self) -> str:
        """The name of its kind on a page."""
        known = subjects.by_slug(self.kind)
        return known.label if known else ""


class Hit(NamedTuple):
    """What matched: an entry, which kind of thing it is about, its row, and whose text it is."""

    pk: int
    kind: str
    audience: str
    subject: int


class Word(models.Model):
    """Ordforråd: the stems that occur, so that a word is also found as part of a compound."""

    stem = models.CharField(max_length=100, unique=True)

    class Meta:
        verbose_name = _("word")

    def __str__(self) -> str:
        return self.stem


def _token() -> str:
    return secrets.token_urlsafe(24)


class Follow(models.Model):
    """Følger: an e-mail address that hears of one thing, of any kind, once it has been confirmed."""

    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    email = models.EmailField()
    token = models.CharField(max_length=40, unique=True, default=_token)
    language = models.CharField(max_length=5, default="nb")
    confirmed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follower")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "email"], name="portal_follow_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def about(self) -> models.Model | None:
        """The row that is followed; None if it is gone."""
        known = subjects.by_slug(self.kind)
        return known.model._default_manager.filter(pk=self.subject).first() if known else None
