"""Rules on wording (W4xx)."""
