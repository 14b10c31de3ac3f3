"""Printers, their jobs, and what is asked before something is printed: printer, sheet, design."""
