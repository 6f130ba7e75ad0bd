"""Elections as a secretary holds them in the browser."""

AGREED = "Alle har samtykket skriftlig, har stemmerett og er folkeregistrert i kommunen"


def demand_lists(secretary) -> None:
    """One member of the council is enough."""
    secretary.page.locator("input[name=demanded]").check()


def put_forward(secretary, button, named) -> None:
    """The election is prepared with the lists or names put forward: (name, lines)."""
    secretary.press("Lagre")
    for name, lines in named:
        secretary.press(button)
        secretary.write("Navnet på listen", name)
        secretary.write("Listen", lines)
        signed_by = secretary.page.locator("select[name=signed_by]")
        if signed_by.count():
            _signed_by_one_of(signed_by, lines)
        secretary.mark(AGREED)
        secretary.press("Lagre")
        secretary.sees(name)


def _signed_by_one_of(choice, lines) -> None:
    """By someone on the list who sits in the council, else by the first who does."""
    members = choice.locator("option").all_inner_texts()
    names = [line.split(";")[1].strip() for line in lines.splitlines()]
    choice.select_option(label=next((name for name in names if name in members), members[1]))


def vote_in_secret(secretary, first, second) -> None:
    """The election is put to a secret vote on paper; the count must agree with who handed in."""
    secretary.choose("Måte", "Hemmelig", within="form[action$='voter/']")
    secretary.press("Sett under votering", within="form[action$='voter/']")
    secretary.sees("ingenting som binder de to sammen")
    handed_in = secretary.page.locator("form.ballots input[type=checkbox]").all()
    for box in handed_in:
        box.check()
    number = len(handed_in)
    secretary.write(f"Papirsedler: {first}", str(number - 12))
    secretary.write(f"Papirsedler: {second}", "11")
    secretary.press("Tell opp voteringen")
    secretary.sees(f"{number} har levert stemmeseddel, men {number - 1}")
    secretary.write("Papirsedler: Blankt", "1")
    secretary.press("Lagre")
    secretary.sees("Voteringen er talt opp")


def let_it_take_effect(secretary) -> None:
    """Who comes in and who goes out is shown first."""
    secretary.press("La det få virkning")
    secretary.sees("Kommer inn")
    secretary.follow(secretary.page.locator("main form button.ds-button").last)
    secretary.sees("har fått plassene sine")
