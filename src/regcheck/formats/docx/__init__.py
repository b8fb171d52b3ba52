"""A Word file → its text as Word shows it, what stands beside it, and where each character is."""
