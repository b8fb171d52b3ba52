"""Findings → one output format each."""
