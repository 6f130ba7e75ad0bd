"""Grounds for exemption from public access, as codes with their paragraph (domain rules 2.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """Unntakshjemmel. The code is the paragraph of offentleglova."""

    NONE = "", _("Public")
    CONFIDENTIALITY = "13", _("Duty of confidentiality (offentleglova § 13)")
    INTERNAL = "14", _("Internal document (offentleglova § 14)")
    OBTAINED = "15", _("Obtained from outside for internal use (offentleglova § 15)")
    COURT = "18", _("Court documents (offentleglova § 18)")
    BARGAINING = "23", _("Bargaining position or tenders (offentleglova § 23)")
    CONTROL = "24", _("Control measures or security (offentleglova § 24)")
    HIRING = "25", _("Hiring (offentleglova § 25)")
    EXAM = "26", _("Exam, or national identity number (offentleglova § 26)")


class Kind(models.TextChoices):
    """What a document is."""

    PAPER = "paper", _("Case paper")
    ATTACHMENT = "attachment", _("Attachment")
    NOTICE = "notice", _("Notice of meeting")
    MINUTES = "minutes", _("Minutes")
    TEXT = "text", _("Imported text")
    RECEIPT = "receipt", _("Receipt")
