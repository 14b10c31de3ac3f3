"""What every page is made of: buttons, labels, layouts that fold, colours, pictures; and the words that all use."""
