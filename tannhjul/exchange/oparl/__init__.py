"""See ``run``."""

from tannhjul.exchange.oparl.run import load

__all__ = ["load"]
