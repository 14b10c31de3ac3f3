"""How fast it is, side by side with other ways, in one run: `make bench`, or `python -m tests.bench NAME …`."""
