"""People who sign in, the roles they may act in, and where they are signed in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Role

from .enums import Sent


class User(AbstractUser):
    """Bruker: someone who can sign in. ``acting_as`` is set for each request from the session."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=120)
    acting_as: str = ""

    def __str__(self) -> str:
        return self.name or self.username

    def acting(self, role: str) -> "User":
        """This user acting in a role; for commands and imports, where there is no session."""
        self.acting_as = role
        return self


class RoleAssignment(models.Model):
    """Rolle i bruk: a role a user may act in, from a date and possibly until one."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30, choices=Role)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("role in use")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "valid_from"], name="accounts_role_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_role_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class SignIn(models.Model):
    """Innlogget økt: one browser in which a user is signed in; can be ended from any other."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("signed-in session")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"


class Letter(models.Model):
    """Utgående melding: one message to one address, and what became of it.

    ``about``: the page that it is about; empty where that is for the two of them alone.
    """

    about = models.CharField(max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(blank=True)
    to = models.EmailField(_("to"))
    state = models.CharField(_("state"), max_length=7, choices=Sent, default=Sent.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    fault = models.CharField(_("what the mail server said"), max_length=200, blank=True)
    written_at = models.DateTimeField(_("written"))
    next_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_at"]), models.Index(fields=["about"])]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
