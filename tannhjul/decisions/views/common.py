"""What pages about decisions share."""

from tannhjul.web.pages import handle


def fill_in(request, form, act, done, title, thanks, back=""):
    """A page with one form; ``back``: where to go without sending it, by default where it leads."""
    url = back or (done if isinstance(done, str) else "")
    context = {"title": title, "back": url}
    return handle(request, form, act, done, "decisions/form.html", context, thanks=thanks)
