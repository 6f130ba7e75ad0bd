from django.urls import path

from . import views

app_name = "arrangements"
urlpatterns = [
    path("ordninger/", views.index, name="index"),
    path("ordninger/sammenlign/", views.compare, name="compare"),
    path("ordninger/innforing/<int:pk>/", views.adoption, name="adoption"),
    path("ordninger/innforing/<int:pk>/vedtatt/", views.decided, name="decided"),
    path("ordninger/innforing/<int:pk>/tilbake/", views.step_back, name="step_back"),
    path("ordninger/innforing/<int:pk>/mening/", views.say, name="say"),
    path("ordninger/innforing/<int:pk>/vurder/", views.review, name="review"),
    path("ordninger/<slug:key>/", views.detail, name="detail"),
    path("ordninger/<slug:key>/foresla/", views.propose, name="propose"),
    path("ordninger/<slug:key>/innfor/", views.introduce, name="introduce"),
]
