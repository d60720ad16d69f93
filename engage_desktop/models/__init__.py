"""Nouns: the frozen values that the workshops and the doors pass to one another."""
