"""What inhabitants themselves bring before the council (kommuneloven § 12-1)."""
