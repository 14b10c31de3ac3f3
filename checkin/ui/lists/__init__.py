"""Loading a list: the guide from the file to «done», and what the list will do before it is loaded."""
