from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("dokument/<int:pk>/", views.download, name="download"),
    path("dokument/<int:pk>/v<int:number>/", views.download, name="version"),
]
