from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("sok/", views.search, name="search"),
    path("folg/<slug:kind>/<int:pk>/", views.follow, name="follow"),
    path("feed/<slug:kind>/<int:pk>/", views.feed, name="feed"),
    path("folg/<slug:token>/", views.confirm, name="confirm"),
    path("folg/<slug:token>/slutt/", views.unfollow, name="unfollow"),
    path("kalender.ics", views.calendar, name="calendar"),
    path("segl/", views.seals, name="seals"),
    path("segl/alle.txt", views.all_seals, name="all_seals"),
    path("segl/feed/", views.seals_feed, name="seals_feed"),
    path("regler/", views.rules, name="rules"),
    path("komponenter/", views.gallery, name="gallery"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
]
