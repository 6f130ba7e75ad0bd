"""What happens to accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.enums import Role


class Sent(models.TextChoices):
    """What has become of a message."""

    WAITING = "waiting", _("Waits to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Did not arrive")


# In the demonstration: what to try in each role.
TRY = {
    Role.INHABITANT: _("Follow a case, see who voted how, and search."),
    Role.JOURNALIST: _("Find the latest decisions and every paper that is public."),
    Role.COUNCILLOR: _(
        "Read the next agenda on your phone, report absence, or answer a call as deputy."
    ),
    Role.GROUP_LEADER: _("See what your group meets next, and who votes with whom."),
    Role.MAYOR: _("Sign minutes, and lead the meeting of the council."),
    Role.COMMITTEE_CHAIR: _("See the desk of your own committee's next meeting."),
    Role.SECRETARY: _("Compose an agenda, convene, and keep the record of a meeting."),
    Role.CASE_OFFICER: _("Finish the case about the playground, and set its way."),
    Role.UNIT_LEADER: _("Report on what was decided for your unit."),
    Role.CHIEF_EXECUTIVE: _("Approve the case about the library, and recommend."),
    Role.AUDITOR: _("Read what is exempt from public access."),
    Role.SYSTEM_ADMINISTRATOR: _("Keep the register, let people in, and see what is set up."),
}
