"""From a registrant to ink: design, stock, painter, sheets."""
