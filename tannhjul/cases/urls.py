from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import inquiries, public, tracks


class CasePart(StringConverter):
    """What can be taken away from a case."""

    regex = "alternativ|lenke|vedlegg|part"


register_converter(CasePart, "case_part")
app_name = "cases"
urlpatterns = [
    path("saker/", public.index, name="index"),
    path("saker/ny/", public.open_case, name="open_case"),
    path("saker/<int:pk>/", public.detail, name="detail"),
    path("saker/<int:pk>/historie/", public.timeline, name="timeline"),
    path("saker/<int:pk>/saksframlegg/", public.write, name="write"),
    path("saker/<int:pk>/alternativ/", public.add_alternative, name="add_alternative"),
    path(
        "saker/<int:pk>/alternativ/<int:alternative>/",
        public.change_alternative,
        name="change_alternative",
    ),
    path("saker/<int:pk>/lenke/", public.add_link, name="add_link"),
    path("saker/<int:pk>/part/", public.add_party, name="add_party"),
    path("saker/<int:pk>/vedlegg/", public.attach, name="attach"),
    path("saker/<int:pk>/vedlegg/<int:row>/ta-ned/", public.take_down, name="take_down"),
    path("saker/<int:pk>/<case_part:kind>/<int:row>/fjern/", public.remove, name="remove"),
    path("saker/<int:pk>/saksgang/", public.set_route, name="set_route"),
    path("saker/<int:pk>/send/", public.submit, name="submit"),
    path("saker/<int:pk>/ta-tilbake/", public.take_back, name="take_back"),
    path("saker/<int:pk>/overlat/", public.hand_over, name="hand_over"),
    path("saker/<int:pk>/trekk/", public.withdraw, name="withdraw"),
    path("saker/<int:pk>/tilbake/", public.send_back, name="send_back"),
    path("saker/<int:pk>/tilra/", public.approve, name="approve"),
    path("saker/<int:pk>/spor/", tracks.choose, name="choose_track"),
    path("saker/<int:pk>/spor/<int:track>/", tracks.put, name="put_on_track"),
    path("saker/<int:pk>/videre/", tracks.forward, name="forward"),
    path("saker/<int:pk>/politisk-innstilling/", tracks.recommend, name="recommend"),
    path("saksgang/<int:pk>/begynn/", tracks.begin_step, name="begin_step"),
    path("saksgang/<int:pk>/avslutt/", tracks.end_step, name="end_step"),
    path("innstillinger/<int:pk>/vurder/", tracks.assess, name="assess"),
    path("saker/<int:pk>/saksordforer/", tracks.choose_spokesperson, name="choose_spokesperson"),
    path("spor/", tracks.index, name="tracks"),
    path("sporsmal/", inquiries.index, name="inquiries"),
    path("sporsmal/nytt/", inquiries.ask, name="inquire"),
    path("sporsmal/<int:pk>/", inquiries.detail, name="inquiry"),
    path("sporsmal/<int:pk>/svar/", inquiries.answer, name="answer_inquiry"),
]
