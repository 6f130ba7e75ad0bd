from django.urls import path

from . import views

app_name = "elections"
urlpatterns = [
    path("organer/<int:pk>/valg/", views.open_election, name="open_election"),
    path("organer/<int:pk>/fratrer/", views.fall, name="fall"),
    path("organer/<int:pk>/pek-ut/", views.designate, name="designate"),
    path("organer/<int:pk>/ny-sammensetning/", views.recompose, name="recompose"),
    path("organisasjonsvalg/<int:pk>/sett-sammen/", views.compose, name="compose"),
    path("organisasjonsvalg/<int:pk>/", views.election, name="election"),
    path("organisasjonsvalg/<int:pk>/liste/", views.put_list, name="put_list"),
    path("organisasjonsvalg/<int:pk>/telling/", views.count, name="count"),
    path("organisasjonsvalg/<int:pk>/fil/", views.load_count, name="load_count"),
    path("organisasjonsvalg/<int:pk>/rett/", views.reopen, name="reopen"),
    path("organisasjonsvalg/<int:pk>/avlys/", views.cancel, name="cancel"),
    path("organisasjonsvalg/<int:pk>/virkning/", views.take_effect, name="take_effect"),
    path("valgliste/<int:pk>/fjern/", views.strike_list, name="strike_list"),
]
