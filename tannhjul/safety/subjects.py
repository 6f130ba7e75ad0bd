"""What is reported of hate and threats belongs nowhere that others can see, and no search finds it."""

from tannhjul.core.subjects import subject

from .models import Incident, SafetyContact

subject(SafetyContact)
subject(Incident)
