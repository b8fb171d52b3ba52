"""regcheck: a drafting linter and compliance checker for Chinese regulations.

The public API, as docs/contract.md lists it; no other name is public.
"""

from regcheck.engine import fix
from regcheck.parse.structure import parse
from regcheck.workspace import check, parse_file

__all__ = ["check", "fix", "parse", "parse_file"]
