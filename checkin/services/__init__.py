"""What the desk can do, one function per deed, each in one transaction. No Qt."""
