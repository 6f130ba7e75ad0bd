from django.urls import path

from . import views

app_name = "organisation"
urlpatterns = [
    path("organer/", views.bodies, name="bodies"),
    path("organer/nytt/", views.create_body, name="create_body"),
    path("organer/<int:pk>/", views.body, name="body"),
    path("organer/<int:pk>/plass/", views.seat, name="seat"),
    path("organer/<int:pk>/plass/<int:seat>/avslutt/", views.vacate, name="vacate"),
    path("organer/<int:pk>/reglement/", views.regulate, name="regulate"),
    path("personer/<int:pk>/", views.person, name="person"),
    path("enheter/", views.units, name="units"),
]
