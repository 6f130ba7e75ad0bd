"""Sign in and out, choose a role, second factor, sessions, language."""

import time

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout, update_session_auth_hash
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice

from tannhjul.accounts import access, actions, notices, queries
from tannhjul.accounts.enums import TRY
from tannhjul.accounts.forms import (
    ChosenPasswordForm,
    CodeForm,
    ForgottenForm,
    NewCodeForm,
    NewPasswordForm,
    SignInForm,
)
from tannhjul.core.access import PUBLIC, SIGNED_IN, permitted
from tannhjul.core.enums import Role
from tannhjul.web import address
from tannhjul.web.pages import handle, page, posted

HALF = 600  # seconds between password and code
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def _next(request):
    url = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if safe else "/"


def _enter(request, user):
    login(request, user, backend=MODEL_BACKEND)
    actions.note_sign_in(
        user,
        session_key=request.session.session_key,
        browser=request.headers.get("User-Agent", ""),
        at=timezone.now(),
    )


@sensitive_post_parameters()
@permitted(PUBLIC)
def sign_in(request):
    form = SignInForm(request, data=posted(request))
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
            request.session["half_signed_in"] = [user.pk, int(time.time())]
            request.session["half_signed_in_next"] = _next(request)
            return redirect("accounts:second_factor")
        _enter(request, user)
        return HttpResponseRedirect(_next(request))
    context = {
        "form": form,
        "next": _next(request),
        "people": _people_to_try() if settings.DEMO else [],
    }
    return page(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


def _people_to_try():
    """(user, what to try) of the demonstration's people."""
    rows = get_user_model().objects.filter(username__startswith="demo-").order_by("pk")
    return [(row, TRY[Role(row.roles.all()[0].role)]) for row in rows.prefetch_related("roles")]


@require_POST
@permitted(PUBLIC)
def try_as(request, username):
    user = get_user_model().objects.filter(username=username).first()
    if not (settings.DEMO and user and username.startswith("demo-")):
        raise Http404
    if request.user.is_authenticated:  # what was typed before a session ended waits in the new one
        logout(request)
    _enter(request, user)
    return HttpResponseRedirect(_next(request))


@sensitive_post_parameters()
@permitted(PUBLIC)
def second_factor(request):
    key, since = request.session.get("half_signed_in") or (0, 0)
    fresh = time.time() - since < HALF
    user = get_user_model().objects.filter(pk=key).first() if fresh else None
    if user is None:
        return redirect("accounts:sign_in")
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
        if (
            device
            and device.verify_is_allowed()[0]
            and device.verify_token(form.cleaned_data["code"])
        ):
            url = request.session.pop("half_signed_in_next", "/")
            del request.session["half_signed_in"]
            _enter(request, user)
            return HttpResponseRedirect(url)
        form.add_error("code", _("That code is not right. Wait for the next one and try again."))
    return page(
        request, "accounts/second_factor.html", {"form": form}, status=422 if form.errors else 200
    )


@permitted(PUBLIC)
def forgotten(request):
    form = ForgottenForm(posted(request))

    def act(data):
        notices.not_too_often("password", address.of_reader(request))
        for user in get_user_model().objects.filter(email__iexact=data["email"], is_active=True):
            notices.forgotten(user)

    return handle(
        request,
        form,
        act,
        reverse("accounts:sign_in"),
        "form_page.html",
        {"title": _("Forgotten password"), "back": reverse("accounts:sign_in")},
        thanks=_("If someone here has that address, a message is on its way to it."),
        button=_("Send me the way in"),
    )


@sensitive_post_parameters()
@permitted(PUBLIC)
def new_password(request, key, token):
    user = queries.who_comes(key, token)
    if user is None:
        return page(request, "accounts/way_closed.html", status=410)
    form = ChosenPasswordForm(user, data=posted(request))
    return handle(
        request,
        form,
        lambda data: actions.choose_password(user, data["new_password1"], by=user),
        reverse("accounts:sign_in"),
        "form_page.html",
        {
            "title": _("Choose a password for %(user)s") % {"user": user.username},
            "back": reverse("accounts:sign_in"),
        },
        thanks=_("The password has been chosen. Sign in with it."),
    )


@require_POST
@permitted(PUBLIC)
def sign_out(request):
    if request.user.is_authenticated:
        mine = request.user.sign_ins.filter(session_key=request.session.session_key).first()
        if mine:
            actions.end_sign_in(mine, by=request.user)
    logout(request)
    response = redirect("/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
@permitted(SIGNED_IN)
def act_as(request):
    role = request.POST.get("role", "")
    if role in request.roles:
        request.session["role"] = role
    return HttpResponseRedirect(_next(request))


@permitted(SIGNED_IN)
def security(request):
    context = {
        "sign_ins": request.user.sign_ins.all(),
        "this": request.session.session_key,
        "has_second_factor": TOTPDevice.objects.filter(user=request.user, confirmed=True).exists(),
    }
    return page(request, "accounts/security.html", context)


@require_POST
@permitted(access.end_sign_in)
def end_sign_in(request, sign_in):
    actions.end_sign_in(sign_in, by=request.user)
    messages.success(request, _("The session has been ended."))
    return redirect("accounts:security")


@permitted(SIGNED_IN)
def set_up_second_factor(request):
    device, _created = TOTPDevice.objects.get_or_create(
        user=request.user, confirmed=False, defaults={"name": "app"}
    )
    form = NewCodeForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            actions.set_up_second_factor(device, by=request.user)
            messages.success(request, _("From now on a code is asked for when you sign in."))
            return redirect("accounts:security")
        form.add_error("code", _("That code is not right. Wait for the next one and try again."))
    picture = segno.make(device.config_url).svg_data_uri(scale=5, border=2)
    context = {
        "form": form,
        "picture": picture,
        "secret": device.config_url.split("secret=")[1].split("&")[0],
    }
    return page(
        request, "accounts/set_up_second_factor.html", context, status=422 if form.errors else 200
    )


@sensitive_post_parameters()
@permitted(SIGNED_IN)
def change_password(request):
    form = NewPasswordForm(request.user, data=posted(request))
    if request.method == "POST" and form.is_valid():
        actions.choose_password(request.user, form.cleaned_data["new_password1"], by=request.user)
        update_session_auth_hash(request, request.user)
        actions.note_sign_in(
            request.user,
            session_key=request.session.session_key,
            browser=request.headers.get("User-Agent", ""),
            at=timezone.now(),
        )
        messages.success(request, _("The password has been changed."))
        return redirect("accounts:security")
    return page(
        request, "accounts/change_password.html", {"form": form}, status=422 if form.errors else 200
    )


@require_POST
@permitted(PUBLIC)
def language(request):
    response = HttpResponseRedirect(_next(request))
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
