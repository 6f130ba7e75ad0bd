from django.urls import path

from . import views

app_name = "dialogue"
urlpatterns = [
    path("moteplasser/", views.index, name="index"),
    path("moteplasser/ny/", views.plan, name="plan"),
    path("moteplasser/samtale/", views.enter_talk, name="enter_talk"),
    path("moteplasser/<int:pk>/", views.detail, name="detail"),
    path("moteplasser/<int:pk>/sak/", views.put_topic, name="put_topic"),
    path("moteplasser/<int:pk>/begynn/", views.begin, name="begin"),
    path("moteplasser/<int:pk>/slutt/", views.close, name="close"),
    path("moteplasser/<int:pk>/avlys/", views.cancel, name="cancel"),
    path("moteplasser/<int:pk>/sporsmal/", views.ask, name="ask"),
    path("moteplasser/<int:pk>/bord/", views.draw_tables, name="draw_tables"),
    path("moteplasser/<int:pk>/oppsummer/", views.sum_up, name="sum_up"),
    path("moteplasser/<int:pk>/speil/", views.mirror, name="mirror"),
    path("moteplasser/<int:pk>/forstatt/", views.reply, name="reply"),
    path("moteplasser/<int:pk>/apne-sak/", views.prepare_case, name="prepare_case"),
    path("moteplasser/<int:pk>/klima/", views.rate, name="rate"),
    path("moter/<int:pk>/klima/", views.rate_meeting, name="rate_meeting"),
    path("moteplass-sak/<int:pk>/neste/", views.agree, name="agree"),
    path("moteplass-sak/<int:pk>/svar/", views.answer, name="answer"),
    path("moteplass-sak/<int:pk>/saksliste/", views.put_before, name="put_before"),
    path("bord/<int:pk>/notat/", views.write_note, name="write_note"),
]
