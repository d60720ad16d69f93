"""Bringing another `.engage` study into this one: what is there is known again, what is not is added.

`theirs` is a session that reads the other file, `ours` the one that writes. Nothing of ours is overwritten: where both
say something else, ours stays and what the other says is told. Rows that come with a new source are written in bulk and
go with it; whatever changes rows that were there is noted for the journal.
"""
