"""Bytes → SourceFile."""
