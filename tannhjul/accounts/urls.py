from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tannhjul.core.enums import Role

from .views import letters, own, users


class RoleName(StringConverter):
    """A role that exists."""

    regex = "|".join(Role.values)


register_converter(RoleName, "role")

app_name = "accounts"
urlpatterns = [
    path("logg-inn/", own.sign_in, name="sign_in"),
    path("logg-inn/prov-som/<slug:username>/", own.try_as, name="try_as"),
    path("logg-inn/kode/", own.second_factor, name="second_factor"),
    path("logg-inn/glemt/", own.forgotten, name="forgotten"),
    path("logg-inn/velg/<str:key>/<str:token>/", own.new_password, name="new_password"),
    path("logg-ut/", own.sign_out, name="sign_out"),
    path("rolle/", own.act_as, name="act_as"),
    path("sprak/", own.language, name="language"),
    path("sikkerhet/", own.security, name="security"),
    path("sikkerhet/okt/<int:pk>/avslutt/", own.end_sign_in, name="end_sign_in"),
    path("sikkerhet/kode/", own.set_up_second_factor, name="set_up_second_factor"),
    path("sikkerhet/passord/", own.change_password, name="change_password"),
    path("meldinger/", letters.index, name="letters"),
    path("meldinger/prov-igjen/", letters.try_again, name="try_again"),
    path("brukere/", users.index, name="users"),
    path("brukere/ny/", users.invite, name="invite"),
    path("brukere/<int:pk>/", users.detail, name="user"),
    path("brukere/<int:pk>/rett/", users.correct, name="correct_user"),
    path("brukere/<int:pk>/kode/", users.drop_second_factor, name="drop_second_factor"),
    path("brukere/<int:pk>/rolle/", users.give_role, name="give_role"),
    path("brukere/<int:pk>/rolle/<role:role>/avslutt/", users.take_role, name="take_role"),
    path("brukere/<int:pk>/inviter/", users.invite_again, name="invite_again"),
    path("brukere/<int:pk>/steng/", users.block, name="block"),
    path("brukere/<int:pk>/apne/", users.unblock, name="unblock"),
]
