from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("sok/", views.search, name="search"),
    path("saker/<int:pk>/folg/", views.follow, name="follow"),
    path("saker/<int:pk>/feed/", views.case_feed, name="case_feed"),
    path("folg/<str:token>/", views.confirm, name="confirm"),
    path("folg/<str:token>/slutt/", views.unfollow, name="unfollow"),
    path("feed/", views.feed, name="feed"),
    path("kalender.ics", views.calendar, name="calendar"),
    path("regler/", views.rules, name="rules"),
    path("komponenter/", views.gallery, name="gallery"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
]
