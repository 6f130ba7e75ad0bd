from django.urls import path

from . import views

app_name = "commitments"
urlpatterns = [
    path("oppfolging/", views.index, name="index"),
    path("oppfolging/<int:pk>/ferdig/", views.report_done, name="report_done"),
    path("oppfolging/<int:pk>/hindres/", views.hinder, name="hinder"),
]
