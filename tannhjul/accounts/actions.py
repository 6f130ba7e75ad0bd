"""Every write about accounts."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from tannhjul.core.enums import Role
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.core.models import in_force

from . import notices
from .models import RoleAssignment, SignIn, User


@transaction.atomic
def register(username: str, name: str, *, email: str = "", password: str = "", by) -> User:
    """Create a user who can sign in; without a password, only "try as" or a later set-up works."""
    user = User(username=username, name=name, email=email)
    user.set_password(password or None)
    user.save()
    record("accounts.register", user, by=by)
    return user


@transaction.atomic
def give_role(user: User, role: str, *, by, today: date) -> RoleAssignment:
    """Let a user act in a role from ``today``."""
    row = RoleAssignment.objects.filter(
        in_force(today), user=user, role=role, valid_to=None
    ).first()
    if row is None:
        row, _created = RoleAssignment.objects.update_or_create(
            user=user, role=role, valid_from=today, defaults={"valid_to": None}
        )
        record("accounts.give_role", user, by=by, given=role)
    return row


@transaction.atomic
def invite(email: str, name: str, roles: Iterable[str], *, by, today: date) -> User:
    """Register a user whose name is the e-mail address, give roles, and send the way in."""
    address = email.strip().lower()
    if User.objects.filter(username__iexact=address).exists():
        raise Refused(_("%(email)s can already sign in.") % {"email": address})
    user = register(address, name, email=address, by=by)
    for role in roles:
        give_role(user, role, by=by, today=today)
    notices.invited(user)
    return user


@transaction.atomic
def invite_again(user: User, *, by) -> None:
    """Send a user who has not come in, or has lost the way, a new address to choose a password."""
    if not user.is_active:
        raise Refused(_("This user is blocked. Open the account first."))
    record("accounts.invite_again", user, by=by)
    notices.invited(user)


@transaction.atomic
def correct(user: User, name: str, email: str, *, by) -> User:
    """Put right the name of a user, or the address to which the way in is sent."""
    user.name, user.email = name, email
    user.save(update_fields=["name", "email"])
    record("accounts.correct", user, by=by)
    return user


@transaction.atomic
def set_up_second_factor(device: TOTPDevice, *, by) -> None:
    """From now on a code of this device is asked for; one that was set up before is not."""
    TOTPDevice.objects.filter(user=device.user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    record("accounts.set_up_second_factor", device.user, by=by)


@transaction.atomic
def drop_second_factor(user: User, *, by) -> None:
    """Let someone who has lost the phone sign in with the password alone, until it is set up anew."""
    deleted, _rows = TOTPDevice.objects.filter(user=user).delete()
    if not deleted:
        raise Refused(_("The user has no second factor."))
    record("accounts.drop_second_factor", user, by=by)


@transaction.atomic
def take_role(user: User, role: str, *, by, today: date) -> None:
    """End a role: ``today`` is the first day without it. Someone must remain administrator."""
    rows = RoleAssignment.objects.select_for_update(of=("self",)).filter(
        in_force(today), user=user, role=role
    )
    if not rows:
        raise Refused(_("The user does not have this role."))
    if role == Role.SYSTEM_ADMINISTRATOR:
        _keep_an_administrator(user, today)
    for row in rows:
        row.valid_to = today
        row.save(update_fields=["valid_to"])
    record("accounts.take_role", user, by=by, taken=role)


@transaction.atomic
def block(user: User, *, by, today: date) -> None:
    """Shut a user out, from every browser at once. Someone must remain administrator."""
    _keep_an_administrator(user, today)
    user.is_active = False
    user.save(update_fields=["is_active"])
    for row in user.sign_ins.all():
        end_sign_in(row, by=by)
    record("accounts.block", user, by=by)


@transaction.atomic
def unblock(user: User, *, by) -> None:
    """Let a blocked user sign in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("accounts.unblock", user, by=by)


def _keep_an_administrator(user: User, today: date) -> None:
    rows = RoleAssignment.objects.select_for_update(of=("self",)).filter(
        in_force(today), role=Role.SYSTEM_ADMINISTRATOR, user__is_active=True
    )
    administrators = {row.user_id for row in rows.order_by("pk")}
    if administrators == {user.pk}:
        raise Refused(_("This is the only system administrator. Make someone else one first."))


@transaction.atomic
def choose_password(user: User, password: str, *, by) -> None:
    """Give a user a password, and end every session that the old one opened."""
    user.set_password(password)
    user.save(update_fields=["password"])
    for row in user.sign_ins.all():
        end_sign_in(row, by=by)
    record("accounts.choose_password", user, by=by)


@transaction.atomic
def note_sign_in(user: User, *, session_key: str, browser: str, at: datetime) -> SignIn:
    """Remember that a browser is signed in, so that its owner can see and end it."""
    row, _created = SignIn.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "browser": browser[:200], "at": at}
    )
    record("accounts.sign_in", user, by=user)
    return row


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, by) -> None:
    """Sign a browser out from another one."""
    SessionStore(sign_in.session_key).delete()
    record("accounts.end_sign_in", sign_in.user, by=by)
    sign_in.delete()
