"""The register of users: who can sign in, and in which roles."""

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice

from tannhjul.accounts import access, actions, queries
from tannhjul.accounts.forms import FindForm, InviteForm, RoleForm, UserForm
from tannhjul.core.access import permitted
from tannhjul.core.enums import Role
from tannhjul.core.models import in_force
from tannhjul.web.pages import back, handle, numbered, page, posted


@permitted(access.manage_users)
def index(request):
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = access.manage_user.objects(request.user).filter(
        Q(name__icontains=words) | Q(username__icontains=words)
    )
    rows = numbered(request, found.order_by("name", "pk").prefetch_related("roles"))
    rows.object_list = [(user, queries.role_names(user, localdate())) for user in rows.object_list]
    return page(request, "accounts/users.html", {"form": form, "rows": rows})


@permitted(access.manage_user)
def detail(request, user):
    context = {
        "person": user,
        "roles": user.roles.filter(in_force(localdate())),
        "has_second_factor": TOTPDevice.objects.filter(user=user, confirmed=True).exists(),
        "ended": user.roles.filter(valid_to__lte=localdate()),
    }
    return page(request, "accounts/user.html", context)


@permitted(access.manage_users)
def invite(request):
    form = InviteForm(posted(request))
    return handle(
        request,
        form,
        lambda data: actions.invite(by=request.user, today=localdate(), **data),
        lambda user: reverse("accounts:user", args=[user.pk]),
        "form_page.html",
        {"title": _("Let someone in"), "back": reverse("accounts:users")},
        thanks=_("A message with the way in is on its way."),
        button=_("Send the invitation"),
    )


@permitted(access.manage_user)
def give_role(request, user):
    address = reverse("accounts:user", args=[user.pk])
    form = RoleForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: actions.give_role(user, by=request.user, **data),
        address,
        "form_page.html",
        {"title": _("A role for %(user)s") % {"user": user}, "back": address},
        thanks=_("The role has been given."),
    )


@permitted(access.manage_user)
def correct(request, user):
    address = reverse("accounts:user", args=[user.pk])
    form = UserForm(posted(request), initial={"name": user.name, "email": user.email})
    return handle(
        request,
        form,
        lambda data: actions.correct(user, by=request.user, **data),
        address,
        "form_page.html",
        {"title": _("Put right: %(person)s") % {"person": user}, "back": address},
        thanks=_("It has been put right."),
    )


@require_POST
@permitted(access.manage_user)
def drop_second_factor(request, user):
    actions.drop_second_factor(user, by=request.user)
    said = _("The password alone opens the account until a new app is set up.")
    return back(request, reverse("accounts:user", args=[user.pk]), said)


@require_POST
@permitted(access.manage_user)
def take_role(request, user, role):
    actions.take_role(user, role, by=request.user, today=localdate())
    said = _("The role has ended: %(role)s.") % {"role": Role(role).label}
    return back(request, reverse("accounts:user", args=[user.pk]), said)


@require_POST
@permitted(access.manage_user)
def invite_again(request, user):
    actions.invite_again(user, by=request.user)
    said = _("A message with the way in is on its way.")
    return back(request, reverse("accounts:user", args=[user.pk]), said)


@require_POST
@permitted(access.manage_user)
def block(request, user):
    actions.block(user, by=request.user, today=localdate())
    said = _("The user is signed out everywhere, and cannot sign in.")
    return back(request, reverse("accounts:user", args=[user.pk]), said)


@require_POST
@permitted(access.manage_user)
def unblock(request, user):
    actions.unblock(user, by=request.user)
    return back(request, reverse("accounts:user", args=[user.pk]), _("The user can sign in again."))
