from django.urls import path

from . import views

app_name = "safety"
urlpatterns = [
    path("trygghet/", views.safety, name="safety"),
    path("trygghet/kontakt/", views.name_contact, name="name_contact"),
    path("trygghet/meld/", views.report_incident, name="report_incident"),
    path("trygghet/meldinger/", views.incidents, name="incidents"),
    path("trygghet/meldinger/<int:pk>/", views.answer_incident, name="answer_incident"),
]
