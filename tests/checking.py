"""What ``tannhjul check`` finds, for tests."""

from django.utils.timezone import localdate

from tannhjul.core import findings


def everything() -> list[dict[str, str]]:
    """The findings of today."""
    return [row.as_dict() for row in findings.everything(localdate())]
