"""regcheck: a drafting linter and compliance checker for Chinese regulations."""
