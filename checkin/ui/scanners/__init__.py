"""Scanners and cameras at this desk, and the check that shows what they send."""
