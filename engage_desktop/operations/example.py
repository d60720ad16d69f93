"""The example study's own codebook: what a coder would have done of it so far, by the same acts as anyone's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engage_desktop.models.folding import fold
from engage_desktop.models.ids import CodeId, VerbatimId
from engage_desktop.operations import coding, filters
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


@dataclass(frozen=True, slots=True)
class ExampleCode:
    """A code of the example, and the words that make a sentence carry it."""

    name: str
    key: str
    words: tuple[str, ...]
    codes: tuple[ExampleCode, ...] = ()


def code_some(study: Study, codebook: tuple[ExampleCode, ...], *, coder: str, among: tuple[str, ...]) -> int:
    """Make the codebook and apply it, sentence by sentence, to what the filters `among` select; gives how often."""
    with study.read() as session:
        chosen = [
            VerbatimId(int(key))
            for each in among
            for key in verbatims.find(session, each, order="source").ids
        ]
        texts = {key: verbatims.text(session, key) for key in chosen}
    return sum(_coded(study, each, None, texts, coder=coder) for each in codebook)


def save_filters(study: Study, named: tuple[tuple[str, str], ...]) -> None:
    """Keep the filters of the example."""
    for name, expression in named:
        filters.save_filter(study, name, expression)


def _coded(
    study: Study, example: ExampleCode, parent: CodeId | None, texts: dict[VerbatimId, str], *, coder: str
) -> int:
    made = coding.add_code(study, example.name, parent=parent, key=example.key, coder=coder)
    spans = ((verbatim, _sentence_with(text, example.words)) for verbatim, text in texts.items())
    passages = [(verbatim, span) for verbatim, span in spans if span is not None]
    applied = coding.apply_passages(study, passages, made.id, coder=coder) if passages else 0
    return applied + sum(_coded(study, each, made.id, texts, coder=coder) for each in example.codes)


def _sentence_with(text: str, words: tuple[str, ...]) -> tuple[int, int] | None:
    """The first sentence that holds one of the words, as a span without the blanks around it."""
    wanted = [re.compile(rf"\b{re.escape(fold(word))}") for word in words]
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        if any(word.search(fold(said)) for word in wanted):
            start = sentence.start() + len(said) - len(said.lstrip())
            return start, start + len(said.strip())
    return None
