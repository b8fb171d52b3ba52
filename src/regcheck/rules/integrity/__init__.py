"""I9xx: research integrity, transfer of results, intellectual property."""
