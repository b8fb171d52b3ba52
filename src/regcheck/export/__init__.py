"""Document → other formats."""
