"""Small helpers for templates."""

from fractions import Fraction
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from tannhjul.core.subjects import colour
from tannhjul.core.verbs import named
from tannhjul.web import typed

register = template.Library()


@register.simple_tag
def tag(state: str, label: Any) -> SafeString:
    """A state as a coloured tag; the words carry the meaning, the colour only helps."""
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', colour(state), label)


@register.filter
def prose(text: str) -> SafeString:
    """Plain text as paragraphs, marked with its language where the page has another (WCAG 3.1.2)."""
    paragraphs = mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - linebreaks has escaped it
    own = settings.LANGUAGE_CODE
    if get_language() == own:
        return paragraphs
    return format_html('<div lang="{}">{}</div>', own, paragraphs)


@register.filter
def decimal(number: Fraction | None) -> str:
    """An exact number with at most three decimals, in the reader's own writing."""
    text = "" if number is None else floatformat(float(number), 3)
    return text.rstrip("0").rstrip(",.") if text else ""


@register.filter
def verb(name: str) -> Any:
    """The name of an event's verb."""
    return named(name)


@register.filter
def translated(text: str) -> str:
    """A source string that was marked with N_."""
    return gettext(text)


@register.filter
def times(number: int, factor: int) -> int:
    """Multiplication, for places in a picture."""
    return number * factor


@register.simple_tag(takes_context=True)
def csrf_token(context: Any) -> SafeString:
    """Django's own tag, and with it the mark by which a form acts once (``typed``)."""
    token, user = context.get("csrf_token"), getattr(context.get("request"), "user", None)
    field = '<input type="hidden" name="{}" value="{}">'
    once = typed.mark(user) if user else ""
    marked = format_html(field, typed.MARK, once) if once else ""
    return format_html("{}{}", format_html(field, "csrfmiddlewaretoken", token or ""), marked)


@register.simple_tag(takes_context=True)
def page_url(context: Any, number: int) -> str:
    """The address of another page of the list that is shown."""
    query = context["request"].GET.copy()
    query["page"] = number
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def panel(context: Any, filled: tuple[str, dict]) -> str:
    """A panel from an upper module, with a context of its own: it knows nothing of its host's."""
    name, extra = filled
    return render_to_string(name, extra, request=context["request"])
