"""The embedded default: one machine, SQLite, no other service."""

from .base import *  # noqa: F403
