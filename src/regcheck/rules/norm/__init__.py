"""N7xx: duties, liability and fines."""
