"""SourceFile → Document."""
