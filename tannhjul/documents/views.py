"""Handing out files."""

from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.utils.text import slugify

from tannhjul.core.access import permitted

from . import access
from .intake import stream

INLINE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


@permitted(access.see)
def download(request, document, number=None):
    versions = document.versions.all()
    if not access.reads_what_was_taken_down(request.user):
        versions = versions.filter(taken_down_at=None)
    version = versions.filter(number=number).first() if number else versions.last()
    if version is None:
        if document.external_url and number is None:
            return HttpResponseRedirect(document.external_url)
        raise Http404
    charset = "; charset=utf-8" if version.mime == "text/plain" else ""
    response = StreamingHttpResponse(stream(version.key), content_type=version.mime + charset)
    name = f"{slugify(document.title)[:80] or 'dokument'}-v{version.number}.{version.extension}"
    way = "inline" if version.mime in INLINE else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    response["Content-Length"] = str(version.size)
    response["Cache-Control"] = "private, max-age=0"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
