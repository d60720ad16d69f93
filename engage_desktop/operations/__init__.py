"""Verbs: one function per thing that a person can do; every write to a study is here."""
