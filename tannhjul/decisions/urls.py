from django.urls import path

from .views import delegated, political

app_name = "decisions"
urlpatterns = [
    path("vedtak/", political.index, name="index"),
    path("vedtak/<int:pk>/", political.detail, name="detail"),
    path("vedtak/<int:pk>/oppfolging/", political.commit, name="commit"),
    path("oppfolging/", political.follow_up, name="follow_up"),
    path("oppfolging/<int:pk>/ferdig/", political.report_done, name="report_done"),
    path("vedtak/<int:pk>/omgjor/", delegated.reverse_decision, name="reverse_decision"),
    path("delegerte-vedtak/", delegated.index, name="delegated_index"),
    path("delegerte-vedtak/nytt/", delegated.decide, name="decide"),
    path("delegerte-vedtak/<int:pk>/", delegated.detail, name="delegated"),
    path(
        "delegerte-vedtak/<int:pk>/omgjor/", delegated.reverse_delegated, name="reverse_delegated"
    ),
    path("moter/<int:pk>/delegerte-vedtak/", delegated.report, name="report"),
    path("saker/<int:pk>/kall-inn/", delegated.call_in, name="call_in"),
]
