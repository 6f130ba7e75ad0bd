from django.urls import path

from . import views

app_name = "participation"
urlpatterns = [
    path("innbyggerforslag/", views.index, name="index"),
    path("innbyggerforslag/nytt/", views.begin, name="begin"),
    path("innbyggerforslag/<int:pk>/", views.detail, name="detail"),
    path("innbyggerforslag/<int:pk>/skriv-under/", views.sign, name="sign"),
    path("innbyggerforslag/<int:pk>/trekk-underskrift/", views.take_back, name="take_back"),
    path("innbyggerforslag/<int:pk>/fremme/", views.put_forward, name="put_forward"),
    path("innbyggerforslag/<int:pk>/nytt-i-det/", views.say_what_is_new, name="say_what_is_new"),
    path("innbyggerforslag/<int:pk>/trekk/", views.withdraw, name="withdraw"),
    path("innbyggerforslag/<int:pk>/papir/", views.enter_paper, name="enter_paper"),
    path("innbyggerforslag/<int:pk>/plansak/", views.refer_to_plan, name="refer_to_plan"),
    path("innbyggerforslag/<int:pk>/ta-ned/", views.take_down, name="take_down"),
]
