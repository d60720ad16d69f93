"""Engage Desktop: the offline desk of people who listen, French first."""

__version__ = "0.1.0"
