"""Pages and parts of pages: the same look and the same answers everywhere."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from tannhjul.core.law import Breach, Refused

from . import typed


def page(
    request: HttpRequest,
    template: str,
    context: dict | None = None,
    *,
    parts: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """A whole document, or the named part of the same template that htmx asked for."""
    target = request.headers.get("HX-Target", "")
    name = f"{template}#{target}" if target in parts else template
    response = render(request, name, context or {}, status=status)
    if parts:
        patch_vary_headers(response, ["HX-Target"])
    return response


def numbered(request: HttpRequest, rows: QuerySet | list, size: int = 25) -> Page:
    """One page of a list; a page number that does not exist gives the nearest that does."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form, or was typed before the session ended; None when it is only opened."""
    return request.POST if request.method == "POST" else typed.again(request)


def handle(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict], Any],
    done: Callable[[Any], str] | str,
    template: str,
    context: dict | None = None,
    *,
    thanks: Any = "",
    button: Any = "",
) -> HttpResponse:
    """Show a form; when it is sent and sound, ``act`` on it, say ``thanks``, and go on to ``done``.

    A refusal by the law or by the state of things is shown on the form, with everything that was
    typed still there and status 422.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                result = act(form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Breach as breach:
                says = f"{breach.rule.paragraph}: {gettext(breach.rule.says)}"
                form.add_error(None, f"{says} {gettext(breach.rule.remedy)}".strip())
            else:
                if thanks:
                    messages.success(request, thanks(result) if callable(thanks) else thanks)
                return redirect(done(result) if callable(done) else done)
    full = {"form": form, "button": button or gettext("Save"), **(context or {})}
    return page(request, template, full, status=status)


def back(request: HttpRequest, url: str, thanks: Any = "") -> HttpResponseRedirect:
    """After a button: say what happened and go to ``url``."""
    if thanks:
        messages.success(request, thanks)
    return HttpResponseRedirect(url)
