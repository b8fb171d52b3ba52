"""Drafts, comparisons and findings → Word files."""
