"""S1xx: structure and numbering."""
