"""Pages of people: by noun."""
