"""Pages of the reporting floor: figures, and reports."""
