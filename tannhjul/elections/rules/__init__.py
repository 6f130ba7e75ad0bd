"""The law of elections to bodies and offices. Importing it registers every rule."""

from . import balance, methods, sharing

__all__ = ["balance", "methods", "sharing"]
