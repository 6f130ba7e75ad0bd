"""Every address; each module has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("tannhjul.portal.urls")),
    path("", include("tannhjul.accounts.urls")),
    path("", include("tannhjul.organisation.urls")),
    path("", include("tannhjul.elections.urls")),
    path("", include("tannhjul.commitments.urls")),
    path("", include("tannhjul.safety.urls")),
    path("", include("tannhjul.documents.urls")),
    path("", include("tannhjul.delegation.urls")),
    path("", include("tannhjul.cases.urls")),
    path("", include("tannhjul.meetings.urls")),
    path("", include("tannhjul.decisions.urls")),
    path("", include("tannhjul.allowances.urls")),
    path("", include("tannhjul.dialogue.urls")),
    path("", include("tannhjul.participation.urls")),
    path("", include("tannhjul.arrangements.urls")),
]

handler400 = "tannhjul.web.errors.bad_request"
handler403 = "tannhjul.web.errors.forbidden"
handler404 = "tannhjul.web.errors.not_found"
handler500 = "tannhjul.web.errors.fault"
