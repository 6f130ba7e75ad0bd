from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views


class CasePart(StringConverter):
    """What can be taken away from a case."""

    regex = "alternativ|lenke|vedlegg|part"


register_converter(CasePart, "case_part")
app_name = "cases"
urlpatterns = [
    path("saker/", views.index, name="index"),
    path("saker/ny/", views.open_case, name="open_case"),
    path("saker/<int:pk>/", views.detail, name="detail"),
    path("saker/<int:pk>/historie/", views.timeline, name="timeline"),
    path("saker/<int:pk>/saksframlegg/", views.write, name="write"),
    path("saker/<int:pk>/alternativ/", views.add_alternative, name="add_alternative"),
    path(
        "saker/<int:pk>/alternativ/<int:alternative>/",
        views.change_alternative,
        name="change_alternative",
    ),
    path("saker/<int:pk>/lenke/", views.add_link, name="add_link"),
    path("saker/<int:pk>/part/", views.add_party, name="add_party"),
    path("saker/<int:pk>/vedlegg/", views.attach, name="attach"),
    path("saker/<int:pk>/<case_part:kind>/<int:row>/fjern/", views.remove, name="remove"),
    path("saker/<int:pk>/saksgang/", views.set_way, name="set_way"),
    path("saker/<int:pk>/send/", views.submit, name="submit"),
    path("saker/<int:pk>/ta-tilbake/", views.take_back, name="take_back"),
    path("saker/<int:pk>/trekk/", views.withdraw, name="withdraw"),
    path("saker/<int:pk>/tilbake/", views.send_back, name="send_back"),
    path("saker/<int:pk>/tilra/", views.approve, name="approve"),
]
