from django.urls import path

from .views import checks, delegated, political, reviews

app_name = "decisions"
urlpatterns = [
    path("vedtak/", political.index, name="index"),
    path("feed/", political.feed, name="feed"),
    path("vedtak/<int:pk>/", political.detail, name="detail"),
    path("vedtak/<int:pk>/oppfolging/", political.commit, name="commit"),
    path("vedtak/<int:pk>/omgjor/", delegated.reverse_decision, name="reverse_decision"),
    path("delegerte-vedtak/", delegated.index, name="delegated_index"),
    path("delegerte-vedtak/nytt/", delegated.decide, name="decide"),
    path("delegerte-vedtak/<int:pk>/", delegated.detail, name="delegated"),
    path(
        "delegerte-vedtak/<int:pk>/omgjor/", delegated.reverse_delegated, name="reverse_delegated"
    ),
    path("moter/<int:pk>/delegerte-vedtak/", delegated.report, name="report"),
    path("fra-folkevalgte/<int:pk>/lovlighetskontroll/", checks.open_check, name="open_check"),
    path("motesak/<int:pk>/lovlighetskontroll/", checks.take_up_item, name="take_up_item"),
    path(
        "delegerte-vedtak/<int:pk>/lovlighetskontroll/",
        checks.take_up_delegated,
        name="take_up_delegated",
    ),
    path("delegerte-vedtak/<int:pk>/lovlighetskontroll/krav/", checks.demand, name="demand_check"),
    path("lovlighetskontroll/", checks.index, name="checks"),
    path("lovlighetskontroll/<int:pk>/", checks.check, name="check"),
    path("lovlighetskontroll/<int:pk>/ny-vurdering/", checks.treat_check, name="treat_check"),
    path("lovlighetskontroll/<int:pk>/saksliste/", checks.put_on_agenda, name="list_check"),
    path("lovlighetskontroll/<int:pk>/utsatt/", checks.postpone, name="postpone_check"),
    path("lovlighetskontroll/<int:pk>/svar/", checks.answer_check, name="answer_check"),
    path("vedtak/<int:pk>/klage/", reviews.complain, name="complain"),
    path("delegerte-vedtak/<int:pk>/klage/", reviews.complain_delegated, name="complain_delegated"),
    path("klager/", reviews.complaints, name="complaints"),
    path("klager/<int:pk>/", reviews.complaint, name="complaint"),
    path("klager/<int:pk>/medhold/", reviews.grant, name="grant"),
    path("klager/<int:pk>/videre/", reviews.pass_on, name="pass_on"),
    path("klager/<int:pk>/avgjort/", reviews.conclude, name="conclude"),
    path("saker/<int:pk>/skyv-ned/", delegated.push_down, name="push_down"),
    path("saker/<int:pk>/kall-inn/", delegated.call_in, name="call_in"),
]
