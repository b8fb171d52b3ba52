"""What regcheck costs beside what people would use instead, as ratios of one run."""
