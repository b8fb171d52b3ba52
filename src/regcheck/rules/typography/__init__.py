"""T5xx: typography."""
