"""Other studies."""
