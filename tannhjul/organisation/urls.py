from django.urls import path

from .views import pages, register, setup

app_name = "organisation"
urlpatterns = [
    path("organer/", pages.bodies, name="bodies"),
    path("organer/nytt/", register.create_body, name="create_body"),
    path("organer/<int:pk>/", pages.body, name="body"),
    path("organer/<int:pk>/plass/", register.seat, name="seat"),
    path("organer/<int:pk>/liste/", register.fill, name="fill"),
    path("organer/<int:pk>/inviter/", register.let_all_in, name="let_all_in"),
    path("organer/<int:pk>/avslutt/", register.close_body, name="close_body"),
    path("organer/<int:pk>/plass/<int:seat>/avslutt/", register.vacate, name="vacate"),
    path("organer/<int:pk>/reglement/", register.regulate, name="regulate"),
    path("personer/", setup.people, name="people"),
    path("personer/ny/", setup.register_person, name="register_person"),
    path("personer/<int:pk>/", pages.person, name="person"),
    path("personer/<int:pk>/rett/", register.correct_person, name="correct_person"),
    path("personer/<int:pk>/inviter/", register.let_in, name="let_in"),
    path("enheter/", pages.units, name="units"),
    path("enheter/ny/", setup.create_unit, name="create_unit"),
    path("enheter/<int:pk>/", pages.unit, name="unit"),
    path("enheter/<int:pk>/leder/", setup.appoint, name="appoint"),
    path("enheter/<int:pk>/avslutt/", setup.close_unit, name="close_unit"),
    path("oppsett/", setup.set_up, name="set_up"),
    path("oppsett/kommunen/", setup.entity, name="entity"),
    path("oppsett/periode/", setup.open_term, name="open_term"),
    path("oppsett/partier/", setup.parties, name="parties"),
    path("oppsett/valg/", setup.choices, name="choices"),
    path("oppsett/valg/<str:key>/", setup.choose, name="choose"),
]
