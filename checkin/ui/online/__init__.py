"""Those online: Zoom's reports, and who is who."""
