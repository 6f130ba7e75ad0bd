"""What the pages remember of what was sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sent(models.Model):
    """Sendt: a form that has been sent, so that sending it again acts once and leads to the same place.

    ``led_to``: the address that the answer went on to; empty while it is being acted on.
    """

    once = models.CharField(max_length=80, primary_key=True)
    led_to = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sent form")

    def __str__(self) -> str:
        return self.once
