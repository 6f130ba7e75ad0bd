from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("logg-inn/", views.sign_in, name="sign_in"),
    path("logg-inn/prov-som/<slug:username>/", views.try_as, name="try_as"),
    path("logg-inn/kode/", views.second_factor, name="second_factor"),
    path("logg-ut/", views.sign_out, name="sign_out"),
    path("rolle/", views.wear, name="wear"),
    path("sprak/", views.language, name="language"),
    path("sikkerhet/", views.security, name="security"),
    path("sikkerhet/okt/<int:pk>/avslutt/", views.end_sign_in, name="end_sign_in"),
    path("sikkerhet/kode/", views.set_up_second_factor, name="set_up_second_factor"),
    path("sikkerhet/passord/", views.change_password, name="change_password"),
]
