"""From a scanner's keys to a code."""
