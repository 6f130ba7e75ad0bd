"""What Lillevik lacks: a proposal before the council, one that was withdrawn, one taken down."""

from django.utils.timezone import localdate

from tannhjul.accounts.models import User
from tannhjul.participation import actions


def make() -> None:
    """Put them there."""
    day = localdate()
    author = User.objects.get(username="demo-innbygger").acting("inhabitant")
    keeper = User.objects.get(username="demo-sekretaer").acting("secretary")
    for title, end in (
        ("Flere benker langs turveien", "put_forward"),
        ("Gågate i sentrum", "withdraw"),
        ("Navn på naboer", "take_down"),
    ):
        row = actions.begin(title, "Derfor.", by=author, today=day)
        actions.enter_paper(row, 300, by=keeper)
        if end == "put_forward":
            actions.put_forward(row, by=author, today=day)
        elif end == "withdraw":
            actions.withdraw(row, by=author)
        else:
            actions.take_down(row, "Navngir naboer.", by=keeper)
