"""Pages for what went wrong: each says why, and what to do."""

from django.http import HttpResponse
from django.shortcuts import render

from . import typed


def bad_request(request, exception=None):
    """The browser sent something that cannot be understood."""
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    """Not allowed: sign in, or learn which right is missing."""
    if not request.user.is_authenticated:
        return typed.to_sign_in(request.get_full_path())
    missing = exception.args[0] if exception and exception.args else ""
    return render(request, "403.html", {"missing": missing}, status=403)


def not_found(request, exception=None):
    """No such page, or none that the reader may see."""
    return render(request, "404.html", status=404)


def fault(request):
    """Our own fault; shown without a database or a session."""
    return HttpResponse(
        "<!doctype html><html lang='nb'><title>Feil</title><h1>Noe gikk galt hos oss</h1>"
        "<p>Ingenting er lagret halvveis. Prøv igjen om litt.</p></html>",
        status=500,
    )


def csrf(request, reason=""):
    """The form was too old or came from elsewhere: what was typed is kept, and nothing is acted on."""
    kept = typed.keep(request) if typed.came_from_us(request) else None
    return kept or render(request, "csrf.html", status=403)
