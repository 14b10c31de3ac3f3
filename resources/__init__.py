"""What the application shows and plays but does not compute: fonts, sounds, icons and the like."""
