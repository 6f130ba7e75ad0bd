"""What goes on paper: notice with agenda and case papers, and the minutes."""

from .common import TEMPLATES, closed, stamp, title_of
from .minutes import minutes, recorded
from .notice import notice

__all__ = ["TEMPLATES", "closed", "minutes", "notice", "recorded", "stamp", "title_of"]
