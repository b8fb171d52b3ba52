"""The command line: arguments in, one call below, text out."""

from regcheck.cli.main import main

__all__ = ["main"]
