"""P0xx: policy commitments."""
