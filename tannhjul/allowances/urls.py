from django.urls import path

from .views import keep, own

app_name = "allowances"
urlpatterns = [
    path("godtgjoring/", own.rates, name="rates"),
    path("godtgjoring/mine/", own.mine, name="mine"),
    path("godtgjoring/bekreftelse/", own.confirmation, name="confirmation"),
    path("godtgjoring/krav/ny/", own.send_claim, name="send_claim"),
    path("godtgjoring/krav/<int:pk>/", own.claim, name="claim"),
    path("godtgjoring/krav/<int:pk>/endre/", own.change_claim, name="change_claim"),
    path("godtgjoring/krav/<int:pk>/trekk/", own.withdraw_claim, name="withdraw_claim"),
    path("godtgjoring/krav/<int:pk>/godkjenn/", keep.approve_claim, name="approve_claim"),
    path("godtgjoring/krav/<int:pk>/retur/", keep.return_claim, name="return_claim"),
    path("godtgjoring/kontroll/<int:pk>/", own.check, name="check"),
    path("godtgjoring/kontroll/<int:pk>/stemmer/", own.confirm, name="confirm"),
    path("godtgjoring/kontroll/<int:pk>/feil/", own.object_to, name="object"),
    path("godtgjoring/kontroll/<int:pk>/svar/", keep.answer, name="answer"),
    path("godtgjoring/oppgjor/", keep.settlements, name="settlements"),
    path("godtgjoring/oppgjor/nytt/", keep.open_settlement, name="open_settlement"),
    path("godtgjoring/oppgjor/<int:pk>/", keep.settlement, name="settlement"),
    path("godtgjoring/oppgjor/<int:pk>/send/", keep.send_for_check, name="send_for_check"),
    path("godtgjoring/oppgjor/<int:pk>/ta-tilbake/", keep.take_back, name="take_back"),
    path("godtgjoring/oppgjor/<int:pk>/forkast/", keep.discard, name="discard"),
    path("godtgjoring/oppgjor/<int:pk>/anvis/", keep.authorise, name="authorise"),
    path("godtgjoring/oppgjor/<int:pk>/lonn.csv", keep.payroll, name="payroll"),
    path("godtgjoring/faste/", keep.grants, name="grants"),
    path("godtgjoring/faste/ny/", keep.grant, name="grant"),
    path("godtgjoring/faste/<int:pk>/avslutt/", keep.end_grant, name="end_grant"),
    path("godtgjoring/faste/<int:pk>/inntekt/", keep.state_income, name="state_income"),
    path("godtgjoring/faste/<int:pk>/permisjon/", keep.enter_leave, name="enter_leave"),
    path("godtgjoring/permisjon/<int:pk>/fjern/", keep.take_back_leave, name="take_back_leave"),
    path("godtgjoring/lonnssystem/", keep.set_payroll, name="set_payroll"),
]
