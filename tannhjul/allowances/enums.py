"""What elected members are paid for, and the states of a claim, a settlement and a check."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow


class Kind(models.TextChoices):
    """What a sum is for (kommuneloven §§ 8-3 to 8-6)."""

    ATTENDANCE = "attendance", _("Attendance allowance")
    OFFICE = "office", _("Fixed allowance for the office")
    FREED = "freed", _("Fixed allowance in place of other work")
    AFTER = "after", _("Allowance after leaving office")
    LOSS_SHOWN = "loss_shown", _("Lost income, documented")
    LOSS = "loss", _("Lost income, not documented")
    CARE = "care", _("Care of others")
    EXPENSE = "expense", _("Other expenses")
    CAR = "car", _("Travel by own car")
    FARE = "fare", _("Travel by other means")
    MEALS = "meals", _("Meals on a journey")
    NIGHT = "night", _("Overnight stay on a journey")


PARAGRAPH = {
    Kind.ATTENDANCE: "§ 8-4",
    Kind.OFFICE: "§ 8-4",
    Kind.FREED: "§ 8-5",
    Kind.AFTER: "§ 8-6",
    Kind.LOSS_SHOWN: "§ 8-3",
    Kind.LOSS: "§ 8-3",
    Kind.CARE: "§ 8-3",
    Kind.EXPENSE: "§ 8-3",
    Kind.CAR: "§ 8-3",
    Kind.FARE: "§ 8-3",
    Kind.MEALS: "§ 8-3",
    Kind.NIGHT: "§ 8-3",
}
CLAIMED = (
    Kind.LOSS_SHOWN,
    Kind.LOSS,
    Kind.CARE,
    Kind.EXPENSE,
    Kind.CAR,
    Kind.FARE,
    Kind.MEALS,
    Kind.NIGHT,
)
SHOWN = (Kind.LOSS_SHOWN, Kind.CARE, Kind.EXPENSE, Kind.FARE, Kind.MEALS, Kind.NIGHT)
LOSSES = (Kind.LOSS_SHOWN, Kind.LOSS)
GRANTED_FOR_LONG = (Kind.FREED, Kind.AFTER)


class ClaimStatus(models.TextChoices):
    """Where a claim stands."""

    SENT = "sent", _("Received")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLAIM_FLOW = Flow(
    change_claim=((ClaimStatus.SENT, ClaimStatus.RETURNED), ClaimStatus.SENT),
    withdraw_claim=((ClaimStatus.SENT, ClaimStatus.RETURNED), ClaimStatus.WITHDRAWN),
    approve_claim=((ClaimStatus.SENT, ClaimStatus.APPROVED), ClaimStatus.APPROVED),
    return_claim=((ClaimStatus.SENT, ClaimStatus.APPROVED), ClaimStatus.RETURNED),
)


class Status(models.TextChoices):
    """Where a settlement stands."""

    DRAFT = "draft", _("Being prepared")
    CHECK = "check", _("With the members")
    CLOSED = "closed", _("To be paid")


FLOW = Flow(
    send_for_check=(Status.DRAFT, Status.CHECK),
    take_back=(Status.CHECK, Status.DRAFT),
    authorise=(Status.CHECK, Status.CLOSED),
)


class SettlementStatus(models.TextChoices):
    """What a member has said about the own part of a settlement."""

    WAITING = "waiting", _("Not yet checked")
    CONFIRMED = "confirmed", _("Confirmed")
    OBJECTED = "objected", _("Something is wrong")


CHECK_FLOW = Flow(
    confirm=((SettlementStatus.WAITING, SettlementStatus.OBJECTED), SettlementStatus.CONFIRMED),
    object=((SettlementStatus.WAITING, SettlementStatus.CONFIRMED), SettlementStatus.OBJECTED),
)
