"""« Lexique FR »: a French sentiment engine that can say why, word by word.

`tables` reads the lexicon's text, `tokens` cuts a text, `words` knows each token once and for all, `expressions`
finds what several words mean together, `scopes` and `passes` apply the rules, `engine` gives the reading.
"""
