"""Who may what: a permission is a function from a user to the rows that user may touch.

One declaration gives the list, the check, the button, the route and the test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from .enums import Role

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def role_of(user: Any) -> str:
    """The role a user acts in now; someone who is not signed in is an inhabitant."""
    return getattr(user, "acting_as", "") or Role.INHABITANT


@dataclass(frozen=True)
class Permission:
    """May this person touch it? ``rule`` maps a user to a Q, or to a bool if there is no model."""

    model: type[Model] | None
    label: Any
    rule: Callable[[Any], Any]
    within: "Permission | None" = None

    def objects(self, user: Any) -> QuerySet:
        """The rows this permission covers for ``user``."""
        if self.within:
            return self.within.objects(user).filter(self.rule(user))
        return self.model._default_manager.filter(self.rule(user))  # type: ignore[union-attr]

    def covers_all(self, user: Any) -> bool:
        """Whether every row there is, is covered, so that nobody need ask row by row."""
        whole = self.rule(user) is EVERYTHING
        return whole and (self.within is None or self.within.covers_all(user))

    def allows(self, user: Any, obj: Model | None = None) -> bool:
        """Whether ``user`` may do this (with ``obj``)."""
        if self.model is None:
            return bool(self.rule(user))
        return obj is not None and self.objects(user).filter(pk=obj.pk).exists()

    def fetch(self, user: Any, pk: int, related: tuple[str, ...] = ()) -> Model:
        """The row: Http404 if it is not visible, PermissionDenied if visible but not allowed.

        ``related``: the single rows that are read along with it.
        """
        rows = (self.within or self).objects(user).filter(pk=pk)
        visible = (rows.select_related(*related) if related else rows).first()
        if visible is None:
            raise Http404
        if self.within and not self.allows(user, visible):
            raise PermissionDenied(self.label)
        return visible


def permission(
    model: type[Model] | None, label: Any, within: Permission | None = None
) -> Callable[[Callable[[Any], Any]], Permission]:
    """Turn a function from user to Q (or bool) into a ``Permission``."""
    return lambda rule: Permission(model, label, rule, within)


def in_role(*roles: str) -> Callable[[Any], Q]:
    """A rule: everything for these roles, nothing for the others."""
    return lambda user: EVERYTHING if role_of(user) in roles else NOTHING


PUBLIC = Permission(None, _("Open to all"), lambda user: True)
SIGNED_IN = Permission(None, _("Sign in"), lambda user: user.is_authenticated)


def permitted(perm: Permission, *related: str) -> Callable:
    """Give the view what the user may touch: one object (with pk), or the selection.

    ``related``: the single rows that are read along with the object.

    A permission without a model gives the view the request alone. Not signed in and not allowed
    ends on the sign-in page; signed in and not allowed, on a page that names the missing right.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def wrapper(request: Any, pk: int | None = None, **kwargs: Any) -> Any:
            if perm.model is None:
                if not perm.allows(request.user):
                    raise PermissionDenied(perm.label)
                return view(request, **({} if pk is None else {"pk": pk}), **kwargs)
            granted = (
                perm.objects(request.user) if pk is None else perm.fetch(request.user, pk, related)
            )
            return view(request, granted, **kwargs)

        wrapper.permission = perm  # type: ignore[attr-defined]
        return wrapper

    return decorate
