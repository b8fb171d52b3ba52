"""`python -m regcheck`."""

from regcheck.cli import main

main()
