from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import correcting, desk, live, motions, public, room


class AgendaVerb(StringConverter):
    """What can be done with an item on an agenda: up, down, off."""

    regex = "opp|ned|fjern"


register_converter(AgendaVerb, "agenda_verb")
app_name = "meetings"
urlpatterns = [
    path("moter/", public.index, name="index"),
    path("moter/nytt/", desk.plan, name="plan"),
    path("moter/<int:pk>/", public.detail, name="detail"),
    path("moter/<int:pk>/direkte/", live.live, name="live"),
    path("moter/<int:pk>/skjerm/", live.hall, name="hall"),
    path("direkte/<int:pk>/strom/", live.stream, name="stream"),
    path("motesak/<int:pk>/be-om-ordet/", live.ask_floor, name="ask_floor"),
    path("ordet/<int:pk>/trekk/", live.step_back, name="step_back"),
    path("motesak/<int:pk>/ordet/<int:speech>/gi/", room.give_floor, name="give_floor"),
    path("motesak/<int:pk>/ordet/slutt/", room.end_speech, name="end_speech"),
    path("motesak/<int:pk>/ordet/strek/", room.close_list, name="close_list"),
    path("moter/<int:pk>/forfall/", public.report_absence, name="report_absence"),
    path("hemmelig-votering/", public.trust, name="trust"),
    path("votering/<int:pk>/stem/", public.vote, name="vote"),
    path("moter/<int:pk>/opptak/", desk.refuse_recording, name="refuse_recording"),
    path("moter/<int:pk>/moteleder/", desk.choose_chair, name="choose_chair"),
    path("motesak/<int:pk>/utenfor-saklisten/", room.take_up, name="take_up"),
    path("motesak/<int:pk>/melde-habilitet/", public.declare, name="declare"),
    path("moter/<int:pk>/muligheter/", motions.tools, name="tools"),
    path("moter/<int:pk>/ta-opp/", motions.send, name="send_motion"),
    path("fra-folkevalgte/", motions.index, name="motions"),
    path("fra-folkevalgte/<int:pk>/", motions.motion, name="motion"),
    path("fra-folkevalgte/<int:pk>/slutt-opp/", motions.support, name="support_motion"),
    path("fra-folkevalgte/<int:pk>/trekk/", motions.withdraw, name="withdraw_motion"),
    path("fra-folkevalgte/<int:pk>/fratreden/", motions.treat_confidence, name="treat_confidence"),
    path("fra-folkevalgte/<int:pk>/saksliste/", motions.put_on_agenda, name="list_motion"),
    path("fra-folkevalgte/<int:pk>/hold-mote/", motions.hold_meeting, name="hold_meeting"),
    path("fra-folkevalgte/<int:pk>/svar/", motions.answer, name="answer_motion"),
    path("fra-folkevalgte/<int:pk>/avvis/", motions.decline, name="decline_motion"),
    path("forfall/<int:pk>/trekk/", public.withdraw_absence, name="withdraw_absence"),
    path("vara/<int:pk>/svar/", public.answer_call, name="answer_call"),
    path("signatur/<int:pk>/", public.sign, name="sign"),
    path("moter/<int:pk>/bord/", desk.desk, name="desk"),
    path("moter/<int:pk>/sak/", desk.add_case, name="add_case"),
    path("moter/<int:pk>/punkt/", desk.add_item, name="add_item"),
    path("moter/<int:pk>/meld/<int:item>/", desk.report, name="report"),
    path(
        "moter/<int:pk>/sakliste/<int:item>/<agenda_verb:verb>/",
        desk.change_agenda,
        name="change_agenda",
    ),
    path("moter/<int:pk>/kall-inn/", desk.convene, name="convene"),
    path("moter/<int:pk>/flytt/", desk.reschedule, name="reschedule"),
    path("moter/<int:pk>/utsett-hastemote/", desk.put_off_urgent, name="put_off_urgent"),
    path("moter/<int:pk>/avlys/", desk.cancel, name="cancel"),
    path("moter/<int:pk>/opprop/", desk.open_meeting, name="open_meeting"),
    path("moter/<int:pk>/kommer/", desk.arrive, name="arrive"),
    path("moter/<int:pk>/gar/<int:presence>/", desk.leave, name="leave"),
    path("moter/<int:pk>/godkjenn/", desk.approve_agenda, name="approve_agenda"),
    path("moter/<int:pk>/hev/", desk.close, name="close"),
    path("moter/<int:pk>/underskrivere/", desk.choose_signers, name="choose_signers"),
    path("moter/<int:pk>/protokoll/", desk.approve_minutes, name="approve_minutes"),
    path("moter/<int:pk>/publiser/", desk.publish_minutes, name="publish_minutes"),
    path("motesak/<int:pk>/", public.item, name="item"),
    path("motesak/<int:pk>/forslag/", public.propose, name="propose"),
    path("motesak/<int:pk>/rom/", room.room, name="room"),
    path("motesak/<int:pk>/hast/", room.decide_for, name="decide_for"),
    path("motesak/<int:pk>/hast/nei/", room.let_it_wait, name="let_it_wait"),
    path("motesak/<int:pk>/sene-papirer/", room.papers_were_late, name="papers_were_late"),
    path("motesak/<int:pk>/forslag/<int:proposal>/del/", room.split, name="split"),
    path("motesak/<int:pk>/start/", room.start_item, name="start_item"),
    path("motesak/<int:pk>/dorer/", room.close_doors, name="close_doors"),
    path("motesak/<int:pk>/habilitet/", room.raise_partiality, name="raise_partiality"),
    path(
        "motesak/<int:pk>/habilitet/<int:recusal>/vara/",
        room.call_first,
        name="call_first",
    ),
    path(
        "motesak/<int:pk>/habilitet/<int:recusal>/",
        room.decide_partiality,
        name="decide_partiality",
    ),
    path("motesak/<int:pk>/vara/<int:call>/", room.sit_in, name="sit_in"),
    path("motesak/<int:pk>/ordet/", room.speak, name="speak"),
    path("motesak/<int:pk>/protokolltilforsel/", room.enter_statement, name="enter_statement"),
    path(
        "motesak/<int:pk>/protokolltilforsel/<int:statement>/fjern/",
        room.remove_statement,
        name="remove_statement",
    ),
    path("motesak/<int:pk>/nytt-forslag/", room.propose, name="propose_for"),
    path(
        "motesak/<int:pk>/forslag/<int:proposal>/trekk/",
        room.withdraw_proposal,
        name="withdraw_proposal",
    ),
    path("motesak/<int:pk>/voter/", room.open_vote, name="open_vote"),
    path("motesak/<int:pk>/voter/<int:vote>/", room.close_vote, name="close_vote"),
    path("motesak/<int:pk>/voter/<int:vote>/angre/", room.cancel_vote, name="cancel_vote"),
    path("motesak/<int:pk>/voter/<int:vote>/rett/", correcting.put_right, name="put_right"),
    path("motesak/<int:pk>/voter/<int:vote>/annuller/", room.annul_vote, name="annul_vote"),
    path("motesak/<int:pk>/avslutt/", room.conclude, name="conclude"),
]
