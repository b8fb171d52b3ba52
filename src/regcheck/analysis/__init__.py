"""Document → indexes: each one value and one pure function that makes it."""
