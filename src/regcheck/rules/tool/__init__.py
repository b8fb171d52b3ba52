"""E0xx: the tool's own findings."""
