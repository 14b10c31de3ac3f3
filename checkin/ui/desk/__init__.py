"""What belongs to a desk and a shift: the check before it, the lock, handing over, practice, the guests' screen."""
