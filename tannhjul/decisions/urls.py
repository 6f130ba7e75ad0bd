from django.urls import path

from . import views

app_name = "decisions"
urlpatterns = [
    path("vedtak/", views.index, name="index"),
    path("vedtak/<int:pk>/", views.detail, name="detail"),
    path("vedtak/<int:pk>/oppfolging/", views.commit, name="commit"),
    path("oppfolging/", views.follow_up, name="follow_up"),
    path("oppfolging/<int:pk>/ferdig/", views.report_done, name="report_done"),
]
