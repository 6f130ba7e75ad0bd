"""The nouns of sign-in: they belong nowhere but to themselves, and nobody finds them."""

from tannhjul.core.subjects import subject

from .models import Letter, User

subject(User)
subject(Letter)
