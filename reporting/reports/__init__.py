"""What each report says: its figures, rows and words, gathered in one moment; no file formats."""
