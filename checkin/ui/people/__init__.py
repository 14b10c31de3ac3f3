"""The registrants: their table, and one person with details, badge, sessions and history; and erasing."""
