"""What can be found, the words it is found by, and who follows what."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from tannhjul.cases.models import Case
from tannhjul.organisation.models import Body

from .enums import Audience, Kind


class Entry(index.Indexed, models.Model):
    """Søkeoppføring: one thing that can be found, in the text that one audience may read."""

    kind = models.CharField(max_length=8, choices=Kind)
    subject = models.BigIntegerField()
    audience = models.CharField(max_length=10, choices=Audience)
    title = models.CharField(max_length=400)
    excerpt = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True)
    state = models.CharField(max_length=10, blank=True)
    day = models.DateField(null=True)
    opens_on = models.DateField(null=True)
    terms = models.TextField()

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
    """Følger: an e-mail address that hears of a case, once it has been confirmed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField()
    token = models.CharField(max_length=40, unique=True, default=_token)
    language = models.CharField(max_length=5, default="nb")
    confirmed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follower")
        constraints = [models.UniqueConstraint(fields=["case", "email"], name="portal_follow_once")]

    def __str__(self) -> str:
        return str(self.pk)
