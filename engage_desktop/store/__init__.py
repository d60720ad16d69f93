"""Keeping: SQL in, values out. Functions take a `Session` and return frozen values; the caller owns the transaction."""
