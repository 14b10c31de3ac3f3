"""What the application promises, held by running it."""
