"""The tour: the main job played through the real windows, with a picture of each step. Needs no screen."""
