from django.urls import path

from . import views

app_name = "potholes"
urlpatterns = [
    path("hull/", views.index, name="index"),
    path("hull/<int:pk>/", views.detail, name="detail"),
    path("hull/<int:pk>/tett/", views.mend, name="mend"),
]
