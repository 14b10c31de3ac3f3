"""From attendance to a picture: the arrival curve and the PDF report."""
