"""Public access to documents: plain Python (offentleglova)."""

from datetime import date

from tannhjul.core.law import N_, statute


@statute(
    "offentleglova",
    "16",
    part=1,
    says=N_(
        "Papers for an elected body cannot be kept back as internal: §§ 14 and 15 do not apply to them."
    ),
    remedy=N_("Choose another ground, or let the paper be public."),
)
def ground_fits_elected_body(ground: str) -> bool:
    return ground not in ("14", "15")


@statute(
    "offentleglova",
    "5",
    part=1,
    says=N_("Access may be postponed, but only until a date that lies ahead."),
    remedy=N_("Choose a later date, or none."),
)
def postponed_to_the_future(until: date | None, today: date) -> bool:
    return until is None or until > today


def is_exempt(ground: str, until: date | None, today: date) -> bool:
    """Whether a row with this ground is closed on ``today``; postponed access opens by itself."""
    return bool(ground) and (until is None or today < until)
