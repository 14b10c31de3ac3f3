"""Paper out of printers: what the print system of Linux and macOS (CUPS) says through IPP, without Qt."""
