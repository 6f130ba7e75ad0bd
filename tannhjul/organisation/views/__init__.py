"""The public pages, the register behind them, and the set-up of a municipality."""
