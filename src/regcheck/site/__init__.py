"""Drafts → a site for reviewers, built with mkdocs."""
