"""Whom to turn to about hate and threats."""

from datetime import date

from .models import SafetyContact


def safety_contact(day: date) -> SafetyContact | None:
    """Whom elected members turn to about hate and threats on ``day``."""
    return SafetyContact.objects.on(day).select_related("person").first()
