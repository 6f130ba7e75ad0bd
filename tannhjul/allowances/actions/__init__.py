"""Every write about claims, fixed allowances and settlements."""
