"""File formats: registrant lists in, attendance out."""
