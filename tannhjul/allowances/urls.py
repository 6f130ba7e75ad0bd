from django.urls import path

from .views import member, secretariat

app_name = "allowances"
urlpatterns = [
    path("godtgjoring/", member.rates, name="rates"),
    path("godtgjoring/mine/", member.mine, name="mine"),
    path("godtgjoring/bekreftelse/", member.confirmation, name="confirmation"),
    path("godtgjoring/krav/ny/", member.send_claim, name="send_claim"),
    path("godtgjoring/krav/<int:pk>/", member.claim, name="claim"),
    path("godtgjoring/krav/<int:pk>/endre/", member.change_claim, name="change_claim"),
    path("godtgjoring/krav/<int:pk>/trekk/", member.withdraw_claim, name="withdraw_claim"),
    path("godtgjoring/krav/<int:pk>/godkjenn/", secretariat.approve_claim, name="approve_claim"),
    path("godtgjoring/krav/<int:pk>/retur/", secretariat.return_claim, name="return_claim"),
    path("godtgjoring/kontroll/<int:pk>/", member.check, name="check"),
    path("godtgjoring/kontroll/<int:pk>/stemmer/", member.confirm, name="confirm"),
    path("godtgjoring/kontroll/<int:pk>/feil/", member.object_to, name="object"),
    path("godtgjoring/kontroll/<int:pk>/svar/", secretariat.answer, name="answer"),
    path("godtgjoring/oppgjor/", secretariat.settlements, name="settlements"),
    path("godtgjoring/oppgjor/nytt/", secretariat.open_settlement, name="open_settlement"),
    path("godtgjoring/oppgjor/<int:pk>/", secretariat.settlement, name="settlement"),
    path("godtgjoring/oppgjor/<int:pk>/send/", secretariat.send_for_check, name="send_for_check"),
    path("godtgjoring/oppgjor/<int:pk>/ta-tilbake/", secretariat.take_back, name="take_back"),
    path("godtgjoring/oppgjor/<int:pk>/forkast/", secretariat.discard, name="discard"),
    path("godtgjoring/oppgjor/<int:pk>/anvis/", secretariat.authorise, name="authorise"),
    path("godtgjoring/oppgjor/<int:pk>/lonn.csv", secretariat.payroll, name="payroll"),
    path("godtgjoring/faste/", secretariat.grants, name="grants"),
    path("godtgjoring/faste/ny/", secretariat.grant, name="grant"),
    path("godtgjoring/faste/<int:pk>/avslutt/", secretariat.end_grant, name="end_grant"),
    path("godtgjoring/faste/<int:pk>/inntekt/", secretariat.state_income, name="state_income"),
    path("godtgjoring/faste/<int:pk>/permisjon/", secretariat.enter_leave, name="enter_leave"),
    path(
        "godtgjoring/permisjon/<int:pk>/fjern/", secretariat.take_back_leave, name="take_back_leave"
    ),
    path("godtgjoring/lonnssystem/", secretariat.set_payroll, name="set_payroll"),
]
