"""R2xx: references within the draft."""
