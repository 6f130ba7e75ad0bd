"""Every write about gatherings that do not decide."""
