"""Pages, parts of pages, and forms: the same look and the same answers everywhere."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.text import capfirst
from django.utils.translation import gettext

from .law import Breach, Refused


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
    """What was sent, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


class Form(forms.Form):
    """A form in the house look: required marked, errors tied to their fields."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for bound in self.fields.values():
            if not isinstance(bound.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
                bound.widget.attrs.setdefault("class", "ds-input")

    def offer(self, name: str, rows: Any, initial: Any = None) -> None:
        """Set what a field lets one choose between, and what is chosen beforehand."""
        bound: Any = self.fields[name]
        if isinstance(rows, QuerySet):
            bound.queryset = rows
        else:
            bound.choices = rows
        bound.initial = initial


def label_of(model: type[Model], name: str) -> str:
    """The name of a column as a label."""
    column: Any = model._meta.get_field(name)
    return capfirst(str(column.verbose_name))


def in_our_time(day: Any) -> None:
    """Refuse days that no municipality has to do with, before anyone counts from them."""
    if day and not 1900 <= day.year < 3000:
        raise forms.ValidationError(gettext("Write a date between 1900 and 2999."))


class DateField(forms.DateField):
    """A date from the browser's own picker; ISO in, ISO out."""

    default_validators = [in_our_time]

    def __init__(self, **kwargs: Any):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget, **kwargs)


class MomentField(forms.DateTimeField):
    """A date and a time from the browser's own picker."""

    default_validators = [in_our_time]

    def __init__(self, **kwargs: Any):
        picker = {"type": "datetime-local"}
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=picker)
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], widget=widget, **kwargs)


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
    typed still there and status 422. The same form sent twice (double-click, back and again) acts once.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and not _sent_before(request, form):
            try:
                result = act(form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Breach as breach:
                says = f"{breach.rule.paragraph}: {gettext(breach.rule.says)}"
                form.add_error(None, f"{says} {gettext(breach.rule.remedy)}".strip())
            else:
                _remember(request)
                if thanks:
                    messages.success(request, thanks(result) if callable(thanks) else thanks)
                return redirect(done(result) if callable(done) else done)
    once = request.POST.get("once") or secrets.token_urlsafe(9)
    full = {"form": form, "once": once, "button": button or gettext("Save"), **(context or {})}
    return page(request, template, full, status=status)


def _sent_before(request: HttpRequest, form: forms.Form) -> bool:
    again = request.POST.get("once") in request.session.get("sent", [])
    if again:
        form.add_error(
            None, gettext("This form has already been sent, and was not acted on again.")
        )
    return again


def _remember(request: HttpRequest) -> None:
    once = request.POST.get("once")
    if once and request.user.is_authenticated:
        request.session["sent"] = [*request.session.get("sent", [])[-49:], once[:20]]


def back(request: HttpRequest, url: str, thanks: Any = "") -> HttpResponseRedirect:
    """After a button: say what happened and go to ``url``."""
    if thanks:
        messages.success(request, thanks)
    return HttpResponseRedirect(url)
