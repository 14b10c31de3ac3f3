"""Check-in: the desk at the door of a conference room."""

__version__ = "0.1.0"
