"""The words that another study gave its readings: those of its lexicon, its aspects, and how its themes read words.

They come into ours where ours says nothing of them; where both say something else, ours stays and is told. Which
engine and which domains read the texts stays the choice of the open study.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from engage_desktop.models.aspects import Aspect
from engage_desktop.models.folding import fold
from engage_desktop.models.lexicon import OwnEntry
from engage_desktop.models.merging import MergeKind
from engage_desktop.models.themes import OwnWords
from engage_desktop.operations import aspects, lexicon, lexis
from engage_desktop.store import journal, studies
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account


def bring(ours: Session, theirs: Session, account: Account) -> None:
    """Add what ours lacks, noted with the rest of the merge."""
    with journal.recording(ours):
        _lexicon(ours, theirs, account)
        _aspects(ours, theirs, account)
        _theme_words(ours, theirs, account)


def _lexicon(ours: Session, theirs: Session, account: Account) -> None:
    known = {lexicon.key_of(each.words): each for each in lexicon.own(ours)}
    added: dict[str, OwnEntry] = {}
    for each in lexicon.own(theirs):
        here = known.get(lexicon.key_of(each.words))
        if here is None:
            added[lexicon.key_of(each.words)] = each
            account.add(MergeKind.WORD)
        elif here.strength == each.strength:
            account.know(MergeKind.WORD)
        else:
            said = f"{each.strength:+g}", f"{here.strength:+g}"
            account.leave(MergeKind.WORD, "merge_word_differs", at=each.words, theirs=said[0], ours=said[1])
    if added:
        lexicon.write(ours, known | added)


def _aspects(ours: Session, theirs: Session, account: Account) -> None:
    known = {fold(each.name): each for each in aspects.aspects(ours)}
    spoken = {fold(seed) for each in known.values() for seed in each.seeds}
    added: list[Aspect] = []
    if not studies.setting(theirs, aspects.SETTING):
        return  # the usual ones, which ours has or has changed
    for each in aspects.aspects(theirs):
        here = known.get(fold(each.name))
        free = tuple(seed for seed in each.seeds if fold(seed) not in spoken)
        if here is not None and set(map(fold, here.seeds)) == set(map(fold, each.seeds)):
            account.know(MergeKind.ASPECT)
        elif here is not None or not free:
            said = ", ".join(each.seeds), "" if here is None else ", ".join(here.seeds)
            account.leave(
                MergeKind.ASPECT, "merge_aspect_differs", at=each.name, theirs=said[0], ours=said[1]
            )
        else:
            added.append(Aspect(each.name, free))
            spoken.update(map(fold, free))
            account.add(MergeKind.ASPECT)
    if added:
        kept = [asdict(each) for each in (*known.values(), *added)]
        studies.put_setting(ours, aspects.SETTING, _written(kept))


def _theme_words(ours: Session, theirs: Session, account: Account) -> None:
    mine, other = lexis.own_words(ours), lexis.own_words(theirs)
    lemmas = dict(mine.lemmas)
    taken = {*mine.stop, *mine.kept}  # a word is left out or counted, not both
    stop = [word for word in other.stop if word not in taken]
    kept = [word for word in other.kept if word not in taken]
    formed = [(form, lemma) for form, lemma in other.lemmas if form not in lemmas]
    compounds = [each for each in other.compounds if each not in mine.compounds]
    account.add(MergeKind.THEME_WORD, n := len(stop) + len(kept) + len(formed) + len(compounds))
    same = len({*other.stop} & {*mine.stop}) + len({*other.kept} & {*mine.kept})
    same += len({*other.lemmas} & {*mine.lemmas}) + len(other.compounds) - len(compounds)
    account.know(MergeKind.THEME_WORD, same)
    for word in sorted(({*other.stop} & {*mine.kept}) | ({*other.kept} & {*mine.stop})):
        account.leave(MergeKind.THEME_WORD, "merge_theme_word_differs", at=word)
    for form, lemma in other.lemmas:
        if lemmas.get(form, lemma) != lemma:
            account.leave(
                MergeKind.THEME_WORD, "merge_theme_word_differs", at=form, theirs=lemma, ours=lemmas[form]
            )
    if n:
        both = OwnWords(
            (*mine.stop, *stop), (*mine.kept, *kept), (*mine.lemmas, *formed), (*mine.compounds, *compounds)
        )
        studies.put_setting(ours, lexis.SETTING, _written(asdict(both)))


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
