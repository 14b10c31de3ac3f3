"""The door: its field, its answers, the people to choose from, walk-ins, and how fast people come."""
