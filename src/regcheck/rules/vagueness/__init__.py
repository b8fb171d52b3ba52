"""Rules on vague words (V6xx)."""
