"""What to know of a file before it comes in: personal data, refused rows, doubts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from engage_desktop.models.personal import EMAIL, IBAN, KINDS, PHONE
from engage_desktop.models.sources import (
    Mapping,
    Outcome,
    PersonalData,
    Proposal,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.models.speakers import INTERVIEWER, tells_no_name
from engage_desktop.ui import labels_merging
from engage_desktop.ui.labels_problems import column_reason, problem_hint, problem_title, state_words
from engage_desktop.ui.labels_sources import encoding_word, is_unsure, study_account
from engage_desktop.ui.panels.sources_draft import IDENTITIES, TEXT_ROLES, FileDraft, cited_in_texts
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import ground, hairline
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.ui.widgets.segmented import Switch
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import sentence
from engage_desktop.wording.typography import day, ellipsis

SHOWN_PROBLEMS = 30
SHOWN_DOUBTS = 8


@dataclass(frozen=True, slots=True)
class Doubt:
    """A column whose role is to be confirmed."""

    column: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Replaceable:
    """A kind of personal data that texts cite, how often, and the mark that may stand in its place."""

    kind: str
    count: int
    mark: str
    on: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """All that the right pane says of one file."""

    personal: tuple[str, ...] = ()
    replaceable: tuple[Replaceable, ...] = ()
    mistake: str = ""
    problems: tuple[RowProblem, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    states: tuple[tuple[str, int, bool], ...] = ()  # state, rows, whether they are left out
    hints: tuple[str, ...] = ()


def notes_of(draft: FileDraft) -> Notes:
    """What is to be said of a draft."""
    if draft.proposal is None or draft.mapping is None:
        return Notes()
    mistake = "" if draft.error is None else sentence(draft.error)
    return Notes(
        personal=(*_personal(draft.proposal.personal_data, draft.mapping), *_speakers(draft.mapping)),
        replaceable=_replaceable(draft),
        mistake=mistake,
        problems=draft.problems,
        doubts=tuple(
            Doubt(column.index, ellipsis(column.header, 40), column_reason(column))
            for column in draft.mapping.columns
            if is_unsure(column)
        ),
        states=_states(draft, draft.proposal, draft.mapping),
        hints=_findings(draft),
    )


def _states(draft: FileDraft, proposal: Proposal, mapping: Mapping) -> tuple[tuple[str, int, bool], ...]:
    """Each state with how many rows are in it and whether they are left out: the trial knows, else the columns say."""
    found = []
    for state, told in proposal.states:
        out = state in mapping.dropped
        refused = Counter(problem.reason for problem in draft.problems)[f"{state}_row"]
        count = refused if out and draft.trial is not None else told
        if count:
            found.append((state, count, out))
    return tuple(found)


def _personal(found: PersonalData, mapping: Mapping) -> tuple[str, ...]:
    identities = [column for column in mapping.columns if column.role in IDENTITIES]
    if not found.total and not identities:
        return ()
    said = []
    if found.total:
        listed = ", ".join(_counted(kind, found.of(kind)) for kind in KINDS if found.of(kind))
        said.append(tr("Dans ce fichier : {list}.", list=listed))
    for column in identities:
        name = ellipsis(column.header, 48)
        said.append(
            tr("« {name} » devient un pseudonyme (P-0001…). L'identité n'est jamais conservée.", name=name)
        )
    return tuple(said)


def _counted(kind: str, n: int) -> str:
    """« 3 adresses e-mail »."""
    if kind == EMAIL:
        return tn("{n} adresse e-mail", "{n} adresses e-mail", n)
    if kind == PHONE:
        return tn("{n} numéro de téléphone", "{n} numéros de téléphone", n)
    if kind == IBAN:
        return tn("{n} IBAN", "{n} IBAN", n)
    return tn("{n} numéro de sécurité sociale", "{n} numéros de sécurité sociale", n)


def _replaceable(draft: FileDraft) -> tuple[Replaceable, ...]:
    assert draft.proposal is not None
    assert draft.mapping is not None
    if not _texts(draft.mapping):
        return ()
    cited, chosen = cited_in_texts(draft), dict(draft.mapping.replaced)
    return tuple(
        Replaceable(kind, cited.of(kind), chosen.get(kind, mark), kind in chosen)
        for kind, mark in draft.proposal.marks
        if cited.of(kind)
    )


def _speakers(mapping: Mapping) -> tuple[str, ...]:
    """What becomes of the names of those who answer in an interview."""
    kept = [shown for _name, shown in mapping.speakers if shown != INTERVIEWER and not tells_no_name(shown)]
    if not kept:
        return ()
    names = ", ".join(ellipsis(name, 30) for name in kept)
    return (
        tr("Écrit à côté des paroles : {names}. Changez ce qui ferait reconnaître quelqu'un.", names=names),
    )


def _texts(mapping: Mapping) -> bool:
    spoken = mapping.kind in (SourceKind.INTERVIEW, SourceKind.STUDY)
    return spoken or any(column.role in TEXT_ROLES for column in mapping.columns)


def _findings(draft: FileDraft) -> tuple[str, ...]:
    assert draft.mapping is not None
    mapping, trial = draft.mapping, draft.trial
    said = []
    if draft.proposal is not None and draft.proposal.source is not None:
        said.append(
            tr(
                "Ce fichier est déjà dans l'étude : un rôle changé le fait relire,"
                " sans perdre ni codes ni corrections."
            )
        )
    if trial is not None and mapping.kind is SourceKind.STUDY:
        said.append(study_account(trial))
    elif trial is not None:
        said += _of_trial(trial, mapping)
    if _is_undated(mapping):
        first, _, last = mapping.period.partition("/")
        days = " – ".join(day(dt.date.fromisoformat(each)) for each in dict.fromkeys((first, last)) if each)
        said.append(tr("Aucune date dans le tableau : chiffres datés du {days}.", days=days))
    ignored = sum(column.role is Role.IGNORE for column in mapping.columns)
    if ignored:
        said.append(tn("{n} colonne ignorée, en gris.", "{n} colonnes ignorées, en gris.", ignored))
    if encoding_word(mapping.layout.encoding) not in ("UTF-8", ""):
        said.append(
            tr(
                "Fichier écrit en {encoding} : si des accents manquent, corrigez le format.",
                encoding=encoding_word(mapping.layout.encoding),
            )
        )
    return tuple(said)


def _is_undated(mapping: Mapping) -> bool:
    """Whether the days of the figures are those of the file's name, or of the file itself."""
    told = mapping.format in _DATING or any(
        column.role is Role.DATE or column.reason == "period_header" for column in mapping.columns
    )
    return mapping.kind is SourceKind.FIGURES and bool(mapping.period) and not told


_DATING = ("ga4", "linkedin_stats")  # formats whose tables say their days themselves


def _of_trial(trial: Outcome, mapping: Mapping) -> list[str]:
    said = []
    if trial.duplicates:
        said.append(
            tn(
                "{n} ligne déjà là : elle ne sera pas comptée deux fois.",
                "{n} lignes déjà là : elles ne seront pas comptées deux fois.",
                trial.duplicates,
            )
        )
    if trial.updated:
        said.append(tn("{n} réponse sera mise à jour.", "{n} réponses seront mises à jour.", trial.updated))
    if mapping.kind is SourceKind.DESIGN:
        return said
    scored_only = trial.imported and not trial.verbatims
    if trial.values:
        said.append(
            tr(
                "{values} dans {series}, à voir dans Indicateurs.",
                values=tn("{n} valeur", "{n} valeurs", trial.values),
                series=tn("{n} série", "{n} séries", trial.series),
            )
        )
    elif scored_only:
        said.append(tr("Aucun verbatim : les notes comptent, rien à coder."))
    elif trial.verbatims:
        said.append(tn("{n} verbatim à lire.", "{n} verbatims à lire.", trial.verbatims))
    return said


class NotesPane(QScrollArea):
    """The right pane; `exported` asks for the list of refused rows, `led` to a column, `pointed` to
    a row, `confirmed` takes every proposed role as right, `dropped` tells whether rows of a state are left out,
    `replaced` whether what texts cite of a kind has a mark in its place.
    """

    exported = Signal()
    led = Signal(int)
    pointed = Signal(int)
    confirmed = Signal()
    dropped = Signal(str, bool)
    replaced = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notes: Notes | None = None
        self.switches: dict[str, Switch] = {}
        self.marks: dict[str, Switch] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Remarques sur le fichier"))
        ground(self, "surface")
        ground(self.viewport(), "surface")

    def show_draft(self, draft: FileDraft | None) -> None:
        """Say what is to know of `draft`."""
        notes = Notes() if draft is None else notes_of(draft)
        if notes == self._notes:
            return
        focused = next((kind for kind, one in self.marks.items() if one.hasFocus()), "")
        self._notes, self.marks = notes, {}
        page = ground(QWidget(), "surface")
        column = QVBoxLayout(page)
        px = self._theme.px
        column.setContentsMargins(px(20), px(16), px(16), px(16))
        column.setSpacing(px(14))
        if notes.mistake:
            column.addWidget(_box(self._theme, "triangle-alert", tr("À corriger"), (notes.mistake,)))
        if notes.personal:
            title = tr("Données personnelles trouvées")
            box = _box(self._theme, "shield-alert", title, notes.personal)
            self._add_replaceable(box, notes.replaceable)
            column.addWidget(box)
        if notes.problems:
            column.addLayout(self._problems(notes.problems))
        if notes.doubts:
            column.addLayout(self._doubts(notes.doubts))
        if notes.states:
            column.addLayout(self._states(notes.states))
        if notes.hints:
            column.addLayout(self._hints(notes.hints))
        column.addStretch(1)
        self.setWidget(page)
        if focused in self.marks:
            self.marks[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_replaceable(self, box: QFrame, kinds: tuple[Replaceable, ...]) -> None:
        """A switch for each kind of what texts cite."""
        column = box.layout()
        if not kinds or column is None:
            return
        column.addWidget(PlainLabel(tr("Remplacer dans les textes"), self._theme, role="detail_label"))
        for each in kinds:
            switch = Switch(_counted(each.kind, each.count), self._theme)
            switch.setChecked(each.on)
            instead = tr("« {mark} » à la place", mark=each.mark)
            switch.setToolTip(instead)
            switch.setAccessibleDescription(instead)
            switch.toggled.connect(self._replacer(each.kind))
            self.marks[each.kind] = switch
            column.addWidget(switch)
        if all(each.on for each in kinds):
            said = tr("Une marque prend leur place ; ce qui était écrit n'entre pas dans l'étude.")
        else:
            said = tr("Le reste entre tel qu'il est écrit : à vous d'en juger.")
        column.addWidget(PlainLabel(said, self._theme, role="detail", wrap=True))

    def _replacer(self, kind: str) -> Callable[[bool], None]:
        return lambda on: self.replaced.emit(kind, on)

    def _problems(self, problems: tuple[RowProblem, ...]) -> QVBoxLayout:
        theme, px = self._theme, self._theme.px
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        counted = tn("{n} ligne refusée", "{n} lignes refusées", len(problems))
        if problems[0].reason in labels_merging.titles():
            counted = labels_merging.left_out(len(problems))
        head.addWidget(PlainLabel(counted, theme, role="label"))
        head.addStretch(1)
        head.addWidget(
            Button(tr("Exporter la liste"), theme, kind="link", small=True, run=self.exported.emit)
        )
        column.addLayout(head)
        for problem in problems[:SHOWN_PROBLEMS]:
            column.addWidget(self._problem(problem))
            column.addWidget(hairline())
        rest = len(problems) - SHOWN_PROBLEMS
        if rest > 0:
            column.addSpacing(px(8))
            words = tn("et {n} autre : exportez la liste.", "et {n} autres : exportez la liste.", rest)
            column.addWidget(PlainLabel(words, theme, role="detail", tone="text3", wrap=True))
        return column

    def _problem(self, problem: RowProblem) -> QWidget:
        theme, px = self._theme, self._theme.px
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, px(3), 0, px(6))
        row.setSpacing(px(4))
        place = Button(
            tr("Ligne {row}", row=problem.row),
            theme,
            kind="link",
            small=True,
            run=lambda: self.pointed.emit(problem.row),
        )
        place.setMinimumWidth(px(68))
        place.setVisible(problem.row > 0)  # what is of no row has no place to show
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, px(4), 0, 0)
        words.setSpacing(0)
        words.addWidget(PlainLabel(problem_title(problem), theme, role="detail_label", wrap=True))
        hint = problem_hint(problem)
        where = tr("« {name} »", name=ellipsis(problem.column, 40)) if problem.column else ""
        for text in (hint, where):
            if text:
                words.addWidget(PlainLabel(text, theme, role="detail", tone="text2", wrap=True))
        row.addLayout(words, 1)
        return line

    def _doubts(self, doubts: tuple[Doubt, ...]) -> QVBoxLayout:
        theme = self._theme
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        count = tn("{n} rôle à confirmer", "{n} rôles à confirmer", len(doubts))
        head.addWidget(PlainLabel(count, theme, role="label"))
        head.addStretch(1)
        head.addWidget(Button(tr("Tout confirmer"), theme, kind="link", small=True, run=self.confirmed.emit))
        column.addLayout(head)
        for doubt in doubts[:SHOWN_DOUBTS]:
            leader = Button(doubt.name, theme, kind="link", small=True, icon_name="circle-question-mark")
            leader.setToolTip(doubt.why)
            leader.setAccessibleDescription(doubt.why)
            leader.clicked.connect(self._leader(doubt.column))
            column.addWidget(leader, 0, Qt.AlignmentFlag.AlignLeft)
        rest = len(doubts) - SHOWN_DOUBTS
        if rest > 0:
            words = tn("et {n} autre, marqué dans la table", "et {n} autres, marqués dans la table", rest)
            column.addWidget(PlainLabel(words, theme, role="detail", tone="text3", wrap=True))
        return column

    def _states(self, states: tuple[tuple[str, int, bool], ...]) -> QVBoxLayout:
        """A switch for each kind of row that is no plain answer."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PlainLabel(tr("Réponses particulières"), self._theme, role="label"))
        self.switches = {}
        for state, count, out in states:
            switch = Switch(state_words(state, count), self._theme)
            switch.setChecked(out)
            switch.toggled.connect(self._teller(state))
            self.switches[state] = switch
            column.addWidget(switch)
        return column

    def _teller(self, state: str) -> Callable[[bool], None]:
        return lambda out: self.dropped.emit(state, out)

    def _leader(self, column: int) -> Callable[[], None]:
        return lambda: self.led.emit(column)

    def _hints(self, hints: tuple[str, ...]) -> QVBoxLayout:
        theme, px = self._theme, self._theme.px
        column = QVBoxLayout()
        column.setSpacing(px(6))
        column.addWidget(PlainLabel(tr("À savoir"), theme, role="label"))
        for hint in hints:
            row = QHBoxLayout()
            row.setSpacing(px(8))
            row.addWidget(IconLabel("info", theme, tone="text2", size=16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(PlainLabel(hint, theme, role="detail", tone="text2", wrap=True), 1)
            column.addLayout(row)
        return column


def _box(theme: Theme, icon_name: str, title: str, sentences: tuple[str, ...]) -> QFrame:
    """A tinted box: title with its icon, then sentences."""
    px = theme.px
    box = QFrame()
    box.setObjectName("banner")
    box.setProperty("tone", "warn")
    column = QVBoxLayout(box)
    column.setContentsMargins(px(14), px(12), px(14), px(12))
    column.setSpacing(px(6))
    head = QHBoxLayout()
    head.setSpacing(px(8))
    head.addWidget(IconLabel(icon_name, theme, tone="warn", size=18), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(PlainLabel(title, theme, role="label", tone="warn", wrap=True), 1)
    column.addLayout(head)
    for sentence_ in sentences:
        column.addWidget(PlainLabel(sentence_, theme, role="detail", wrap=True))
    box.setAccessibleName(title)
    return box
