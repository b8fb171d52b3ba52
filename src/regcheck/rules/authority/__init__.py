"""A8xx: limits of legislative authority."""
