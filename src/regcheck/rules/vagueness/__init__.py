"""Rules on vagueness (W4xx)."""
