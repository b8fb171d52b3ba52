"""Setting → figures: one module a measurement, each with one function `measure`."""
