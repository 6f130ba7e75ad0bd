"""See ``run``."""

from tannhjul.exchange.steinkjer.run import load

__all__ = ["load"]
