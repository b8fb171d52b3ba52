"""C3xx: citations of other laws."""
