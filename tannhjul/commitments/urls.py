from django.urls import path

from .views import duties, judgements, promises

app_name = "commitments"
urlpatterns = [
    path("oppfolging/", promises.index, name="index"),
    path("oppfolging/<int:pk>/", promises.detail, name="detail"),
    path("oppfolging/<int:pk>/ferdig/", promises.report_done, name="report_done"),
    path("oppfolging/<int:pk>/hindres/", promises.hinder, name="hinder"),
    path("plikter/", duties.duties, name="duties"),
    path("plikter/ny/", duties.oblige, name="oblige"),
    path("plikter/<int:pk>/", duties.duty, name="duty"),
    path("plikter/<int:pk>/gitt/", duties.perform, name="perform"),
    path("plikter/<int:pk>/avslutt/", duties.end_duty, name="end_duty"),
    path("skjonn/<slug:kind>/<slug:slug>/<int:pk>/", judgements.judge, name="judge"),
    path("skjonn/<int:pk>/svar/", judgements.answer, name="answer"),
]
