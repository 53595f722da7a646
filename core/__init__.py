"""The ground: words with no domain in them. It imports no other app."""
