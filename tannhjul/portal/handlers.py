"""The search index and the followers listen to the journal, whatever it is about."""

from tannhjul.core import subjects
from tannhjul.core.journal import after, unpack
from tannhjul.core.verbs import VERBS

from . import actions, notices


@after("*")
def keep_index(event, row):
    """Whatever happens to something that can be found, it and what it touches are indexed anew.

    But for what happens here: that someone follows it changes nothing of what it says.
    """
    if event.verb.startswith("portal."):
        return
    about = subjects.of(row)
    if about.texts and (not about.found_after or event.verb in about.found_after):
        actions.index(row)
    touched = about.also.get(event.verb)
    for other in touched(event, row) if touched else ():
        actions.index(other)


@after("exchange.batch")
def index_batch(event, _entity):
    """What an import brings can be found."""
    actions.index_batch(event.facts["what"], unpack(event.facts["ids"]))


@after("*")
def tell_followers(event, row):
    """News goes to those who follow what it happened to, or what it happened in."""
    if event.verb in VERBS and VERBS[event.verb].news:
        notices.news(event, row)
