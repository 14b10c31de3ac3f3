"""The page of the badges with its forms: sheets, runs, the rack, tickets sent ahead, the poster."""
