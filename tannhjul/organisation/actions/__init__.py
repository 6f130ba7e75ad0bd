"""Every write about bodies, seats and units. Nothing is overwritten: a row ends, another begins."""
