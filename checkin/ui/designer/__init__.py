"""The page on which a badge design is made."""
