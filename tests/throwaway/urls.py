from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as house

urlpatterns = [*house, path("", include("tests.throwaway.potholes.urls"))]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
