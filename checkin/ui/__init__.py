"""Windows and pages, and the station that bridges them to the services."""
