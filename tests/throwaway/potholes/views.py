from tannhjul.core.access import permitted
from tannhjul.web.pages import page

from . import access


@permitted(access.see)
def index(request, potholes):
    return page(request, "potholes/potholes.html", {"potholes": potholes})


@permitted(access.see)
def detail(request, pothole):
    return page(request, "potholes/pothole.html", {"pothole": pothole})


@permitted(access.mend)
def mend(request, pothole):
    return page(request, "potholes/pothole.html", {"pothole": pothole})
