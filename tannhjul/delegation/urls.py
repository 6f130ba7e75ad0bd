from django.urls import path

from . import views

app_name = "delegation"
urlpatterns = [
    path("delegering/matrise/", views.matrix, name="matrix"),
    path("delegering/reglement/", views.regulations, name="regulations"),
    path("delegering/reglement/pdf/", views.printed, name="printed"),
    path("delegering/reglement/regneark/", views.sheet, name="sheet"),
    path("delegering/reglement/les-inn/", views.load, name="load"),
    path("delegering/", views.ask, name="ask"),
    path("delegering/ny/", views.give, name="give"),
    path("delegering/enhet/<int:pk>/overlat/", views.hand_over, name="hand_over"),
    path("delegering/omrade/<int:pk>/", views.mark_area, name="mark_area"),
    path("delegering/omrade/", views.create_area, name="create_area"),
    path("delegering/<int:pk>/", views.grant, name="grant"),
    path("delegering/<int:pk>/videre/", views.pass_on, name="pass_on"),
    path("delegering/<int:pk>/tilbake/", views.recall, name="recall"),
]
