"""The verbs of the command line, their arguments and options, and what is said of each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence

from engage_desktop import __version__
from engage_desktop.cli.parser import Parser, count, number, path, size, strength, text
from engage_desktop.models.themes import LINKS, MOST_WORLDS
from engage_desktop.wording import tr
from engage_desktop.wording.filters import filter_help, filter_rules

PROGRAM = "engage-desktop"
VERBS = frozenset(
    {
        "new", "example", "formats", "import", "undo-import", "analyse", "sentiment", "kpi", "verbatims", "themes",
        "aspects", "lexicon",
        "code", "agreement", "form", "report", "export", "dump", "render", "erase", "merge", "undo", "redo", "history",
        "check", "backup", "restore", "turns",
    }
)  # fmt: skip
ENGINES = ("lexique-fr", "textblob-fr")
CALIBRATIONS = ("auto", "on", "off")
STEPS = ("day", "week", "month", "quarter")
PERIODS = ("week", "month", "quarter", "year")
SCREENS = (
    "accueil", "enquetes", "sources", "verbatims", "themes", "indicateurs", "parcours", "communaute", "rapports",
)  # fmt: skip

_WITH_TEXT = frozenset(
    {
        "--title", "--format", "--survey", "--wave", "--text", "--column", "--by", "--where", "--contrast", "--kwic",
        "--add", "--apply", "--remove", "--parent", "--coder", "--participant", "--speaker", "--put",
        "--seeds", "--find", "--strength",
    }
)  # fmt: skip
_OTHERS = frozenset(
    {
        "-h", "--help", "--version", "--json", "--lang", "--invited", "--mapping", "--dry-run", "--input",
        "--period", "--limit", "--batch", "--to", "--what", "--written", "--screen", "--size", "--theme",
        "--steps", "--engine", "--packs", "--aspects", "--links", "--step", "--pseudonymise", "--calibration",
        "--repair", "--source", "--split", "--at", "--join", "--turn", "--interviewer", "--usual",
        "--contradictions", "--worlds",
    }
)  # fmt: skip

# The keys of `themes --json` are the same in every language.
_THEMES_JSON = (
    '{"contrast": {"a", "b", "tested", "terms": [{"term", "side": "a|b", "n_a", "n_b", "share_a", '
    '"share_b", "g2", "p", "specificity", "log_odds", "ci95", "filter"}]}, "worlds": [{"number", "name", '
    '"named", "n", "share", "words": [{"word", "chi2", "n", "total"}], "typical"}], "dendrogram", '
    '"emerging": {"step", "recent", "n_recent", "n_past", "confirmed": [{"term", "recent", "past", '
    '"people", "ratio", "p", "ebgm05", "history", "filter"}], "watch": […]}, "peaks", "impact": [{"kind",'
    ' "name", "n", "share", "nps_with", "nps_without", "difference", "ci95", "p", "method", '
    '"sentiment"}], "network": {"nodes", "edges"}, "words", "expressions", "copies", "saturation", '
    '"recipe"} · --kwic: {"kwic": {"word", "occurrences", "verbatims", "lines": [{"id", "ref", "left", '
    '"word", "right", "start", "end", "polarity"}]}}'
)


def glued(words: Sequence[str]) -> list[str]:
    """The words with each text that begins with « - » tied to its option, as argparse wants it.

    `--where -retard` denies a word: it is no option.
    """
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if (
            before in _WITH_TEXT
            and word.startswith("-")
            and word.split("=", 1)[0] not in _WITH_TEXT | _OTHERS
        ):
            found[-1] = f"{before}={word}"
        else:
            found.append(word)
    return found


def parser() -> Parser:
    """The parser of a whole call, worded in the language in use."""
    root = Parser(
        prog=PROGRAM,
        description=tr("Engage Desktop : écouter ses clients, ses usagers et ses membres, hors ligne."),
        epilog=tr(
            "Sans verbe, ouvre la fenêtre, sur STUDY si elle est nommée. VERBE --help détaille un verbe. "
            "Codes de sortie : 0 fait, 1 refusé, 2 appel mal écrit, 3 étude endommagée, 4 étude plus récente, "
            "5 étude déjà ouverte, 6 lecture seule."
        ),
    )
    _common(root)
    root.add_argument(
        "--version", action="version", version=f"Engage Desktop {__version__}", help=tr("dit la version")
    )
    verbs = root.add_subparsers(dest="verb", metavar=tr("VERBE"), title=tr("Verbes"), required=True)
    for declare in (_studies, _sources, _sentiment, _reading, _coding, _going_out, _upkeep):
        declare(lambda name, said: _verb(verbs, name, said))
    return root


Add = Callable[[str, str], Parser]


def _verb(verbs: argparse._SubParsersAction[Parser], name: str, said: str) -> Parser:
    made = verbs.add_parser(name, help=said, description=said[:1].upper() + said[1:] + ".")
    _common(made)
    return made


def _common(to: Parser) -> None:
    """Options that may stand before or after the verb: whichever was written holds."""
    to.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=tr("écrit un document JSON sur la sortie"),
    )
    to.add_argument(
        "--lang", choices=("fr", "en"), default=argparse.SUPPRESS, help=tr("langue des messages (fr, en)")
    )


def _study(to: Parser) -> None:
    to.add_argument("study", type=path, metavar="STUDY", help=tr("le fichier de l'étude (.engage)"))


def _where(to: Parser) -> None:
    to.add_argument(
        "--where",
        type=text,
        metavar="FILTER",
        default=None,
        help=tr("filtre : mots et clé:valeur, comme dans la fenêtre"),
    )
    lines = (f"  {example:<42}  {meaning}" for example, meaning in filter_help())
    to.epilog = "\n".join((f"FILTER. {filter_rules()}", *lines))


def _target(to: Parser, endings: Iterable[str]) -> None:
    said = tr("fichier à écrire ({endings})", endings=" ".join(endings))
    to.add_argument("--to", type=path, metavar="FILE", required=True, help=said)


def _studies(add: Add) -> None:
    new = add("new", tr("crée une étude vide ; n'écrase rien"))
    _study(new)
    new.add_argument("--title", type=text, metavar="T", default="", help=tr("titre de l'étude"))
    _study(add("example", tr("crée l'étude d'exemple")))


def _sources(add: Add) -> None:
    add("formats", tr("dit les formats d'import"))
    files = add("import", tr("importe des fichiers ; chacun en entier ou pas du tout"))
    _study(files)
    files.add_argument("files", type=path, nargs="+", metavar="FILE", help=tr("fichiers à importer"))
    files.add_argument(
        "--format", type=text, metavar="ID", default="", help=tr("impose un format (voir « formats »)")
    )
    files.add_argument(
        "--survey", type=text, metavar="NAME", default="", help=tr("enquête qui reçoit les réponses")
    )
    files.add_argument(
        "--wave", type=text, metavar="NAME", default="", help=tr("vague qui reçoit les réponses")
    )
    files.add_argument(
        "--invited", type=number, metavar="N", default=0, help=tr("personnes invitées à la vague")
    )
    files.add_argument(
        "--mapping", type=path, metavar="FILE", default=None, help=tr("rôles des colonnes (JSON)")
    )
    files.add_argument(
        "--pseudonymise",
        action="store_true",
        help=tr("remplace aussi les e-mails, téléphones et comptes que les textes citent"),
    )
    files.add_argument("--dry-run", action="store_true", help=tr("dit ce qui serait fait et n'écrit rien"))
    undone = add("undo-import", tr("retire un import en entier"))
    _study(undone)
    undone.add_argument("source", type=count, metavar="SOURCE_ID", help=tr("numéro de la source"))


def _sentiment(add: Add) -> None:
    analyse = add("analyse", tr("lit le sentiment là où il manque ou n'est plus à jour"))
    _study(analyse)
    _engine(analyse)
    analyse.add_argument(
        "--calibration",
        choices=CALIBRATIONS,
        default="auto",
        help=tr(
            "apprendre des scores et des corrections : auto (quand il y a de quoi), on (maintenant), off (sans)"
        ),
    )
    aspects = add("aspects", tr("dit ce que les verbatims pensent de chaque aspect, ou change un aspect"))
    _study(aspects)
    _where(aspects)
    change = aspects.add_mutually_exclusive_group()
    change.add_argument(
        "--put", type=text, metavar="NAME", default=None, help=tr("donne ses mots à un aspect")
    )
    change.add_argument("--remove", type=text, metavar="NAME", default=None, help=tr("retire un aspect"))
    change.add_argument("--usual", action="store_true", help=tr("reprend les aspects d'usage"))
    aspects.add_argument(
        "--seeds",
        type=text,
        metavar="LIST",
        default=None,
        help=tr("les mots de --put, séparés par des virgules"),
    )
    lexicon = add("lexicon", tr("tient les mots du lexique de l'étude"))
    _study(lexicon)
    what = lexicon.add_mutually_exclusive_group()
    what.add_argument("--put", type=text, metavar="WORD", default=None, help=tr("change la force d'un mot"))
    what.add_argument("--remove", type=text, metavar="WORD", default=None, help=tr("rend un mot au lexique"))
    what.add_argument("--find", type=text, metavar="WORD", default=None, help=tr("dit ce que pèse un mot"))
    what.add_argument(
        "--contradictions", action="store_true", help=tr("dit les mots que les scores contredisent")
    )
    lexicon.add_argument(
        "--strength",
        type=strength,
        metavar="N",
        default=None,
        help=tr("force de --put, de −4 à 4 ; 0 éteint"),
    )
    texts = add("sentiment", tr("lit le sentiment de textes, sans étude ; sans option, une ligne par texte"))
    which = texts.add_mutually_exclusive_group()
    which.add_argument("--text", type=text, metavar="T", default=None, help=tr("un texte"))
    which.add_argument("--input", type=path, metavar="FILE", default=None, help=tr("un tableau (CSV, XLSX)"))
    texts.add_argument(
        "--column", type=text, metavar="NAME", default=None, help=tr("la colonne des textes de --input")
    )
    texts.add_argument(
        "--aspects", action="store_true", help=tr("ajoute au JSON le sentiment de chaque aspect cité")
    )
    _engine(texts)


def _engine(to: Parser) -> None:
    to.add_argument(
        "--engine", choices=ENGINES, default="", help=tr("moteur du sentiment ; l'étude garde ce choix")
    )
    to.add_argument(
        "--packs",
        type=text,
        metavar="NAMES",
        default=None,
        help=tr("domaines ajoutés au lexique, séparés par des virgules"),
    )


def _reading(add: Add) -> None:
    kpi = add("kpi", tr("donne les indicateurs, avec leur base et leur intervalle"))
    _study(kpi)
    kpi.add_argument("--survey", type=text, metavar="NAME", default="", help=tr("une enquête seulement"))
    kpi.add_argument(
        "--by", type=text, metavar="ATTRIBUTE", default="", help=tr("un groupe par valeur de l'attribut")
    )
    kpi.add_argument("--period", choices=PERIODS, default=None, help=tr("un point par période"))
    _where(kpi)
    verbatims = add("verbatims", tr("donne les verbatims avec leur score, leur sentiment et leurs codes"))
    _study(verbatims)
    _where(verbatims)
    verbatims.add_argument("--limit", type=number, metavar="N", default=None, help=tr("N verbatims au plus"))
    _themes(add("themes", tr("donne les mots distinctifs et les thèmes")))


def _themes(themes: Parser) -> None:
    _study(themes)
    themes.add_argument(
        "--contrast",
        type=text,
        metavar="A:B",
        default=None,
        help=tr(
            "ce qui sépare A de B : deux groupes (promoteurs:detracteurs), deux vagues, deux codes ou deux filtres"
        ),
    )
    themes.add_argument(
        "--kwic", type=text, metavar="WORD", default=None, help=tr("un mot dans ses contextes")
    )
    themes.add_argument(
        "--worlds",
        type=int,
        choices=range(2, MOST_WORLDS + 1),
        metavar="N",
        default=0,
        help=tr("autant d'univers lexicaux, stables ou non (sans cela : autant qu'il y en a de stables)"),
    )
    themes.add_argument(
        "--links", choices=LINKS, default=LINKS[0], help=tr("l'indice des liens du réseau de mots")
    )
    _where(themes)
    themes.epilog = f"JSON: {_THEMES_JSON}"


def _coding(add: Add) -> None:
    code = add("code", tr("tient le plan de codes et code en nombre"))
    _study(code)
    what = code.add_mutually_exclusive_group(required=True)
    what.add_argument("--add", type=text, metavar="NAME", default=None, help=tr("ajoute un code"))
    what.add_argument(
        "--apply",
        type=text,
        metavar="NAME",
        default=None,
        help=tr("applique un code aux verbatims de --where"),
    )
    what.add_argument(
        "--remove",
        type=text,
        metavar="NAME",
        default=None,
        help=tr("retire un code des verbatims de --where"),
    )
    what.add_argument(
        "--batch", action="store_true", help=tr("lit des lignes JSON sur l'entrée, répond OK à chacune")
    )
    code.add_argument(
        "--parent", type=text, metavar="NAME", default=None, help=tr("code sous lequel ajouter")
    )
    code.add_argument("--coder", type=text, metavar="NAME", default="", help=tr("qui code"))
    _where(code)
    _turns(
        add(
            "turns", tr("donne les entretiens dans leur ordre ; coupe, joint et attribue les tours de parole")
        )
    )
    _study(add("agreement", tr("mesure l'accord entre codeurs")))


def _turns(turns: Parser) -> None:
    _study(turns)
    turns.add_argument(
        "--source",
        type=count,
        metavar="SOURCE_ID",
        default=None,
        help=tr("les entretiens d'une source seulement"),
    )
    what = turns.add_mutually_exclusive_group()
    what.add_argument(
        "--split", type=count, metavar="ID", default=None, help=tr("coupe le tour en deux, à --at")
    )
    what.add_argument("--join", type=count, metavar="ID", default=None, help=tr("joint le tour au suivant"))
    what.add_argument(
        "--turn",
        type=count,
        metavar="ID",
        action="append",
        default=[],
        help=tr("le tour dont on dit qui parle ; se répète"),
    )
    turns.add_argument(
        "--at", type=count, metavar="N", default=None, help=tr("caractère qui commence la seconde partie")
    )
    turns.add_argument("--speaker", type=text, metavar="NAME", default="", help=tr("qui parle"))
    turns.add_argument("--interviewer", action="store_true", help=tr("cette personne pose les questions"))
    turns.add_argument("--coder", type=text, metavar="NAME", default="", help=tr("qui code"))


def _going_out(add: Add) -> None:
    form = add("form", tr("écrit le questionnaire d'une enquête"))
    _study(form)
    form.add_argument("--survey", type=text, metavar="NAME", required=True, help=tr("l'enquête"))
    _target(form, (".html", ".pdf", ".xlsx", ".lss"))
    report = add("report", tr("dit les diapositives du rapport, ou en ajoute une"))
    _study(report)
    report.add_argument(
        "--add",
        type=text,
        metavar="ID",
        default=None,
        help=tr("ajoute une figure : nps-trend, mean-segments:q4, words, worlds…"),
    )
    report.add_argument(
        "--contrast", type=text, metavar="A:B", default=None, help=tr("les deux groupes de « words »")
    )
    report.add_argument("--step", choices=STEPS, default=None, help=tr("la durée du récent de « emerging »"))
    report.add_argument(
        "--links", choices=LINKS, default=None, help=tr("ce que suit le réseau de « network »")
    )
    _where(report)
    export = add("export", tr("exporte ; la terminaison du fichier dit le format"))
    _study(export)
    _target(export, (".xlsx", ".csv", ".sav", ".pptx", ".html", ".pdf", ".qdpx", ".qdc", ".png", ".svg"))
    export.add_argument(
        "--what",
        type=text,
        metavar="WHAT",
        default=None,
        help=tr("report, verbatims, responses, kpi, aspects, codebook ou figure:ID"),
    )
    export.add_argument(
        "--written",
        action="store_true",
        help=tr("avec responses : ce que le fichier disait de plus que la réponse, à côté de chacune"),
    )
    _where(export)
    _study(add("dump", tr("écrit tout le contenu en lignes JSON, dans un ordre unique")))
    render = add("render", tr("dessine un écran de la fenêtre dans une image"))
    _study(render)
    render.add_argument("--screen", choices=SCREENS, required=True, help=tr("l'écran"))
    _target(render, (".png",))
    render.add_argument("--size", type=size, metavar="LxH", default=(1440, 900), help=tr("taille en pixels"))
    render.add_argument(
        "--theme", choices=("light", "dark"), default="light", help=tr("thème clair ou sombre")
    )


def _upkeep(add: Add) -> None:
    erase = add("erase", tr("efface une personne partout, sauvegardes comprises"))
    _study(erase)
    erase.add_argument("--participant", type=text, metavar="ID", required=True, help=tr("la personne"))
    merge = add("merge", tr("reprend la copie d'un autre codeur, ou une autre étude, sans rien écraser"))
    _study(merge)
    merge.add_argument("other", type=path, metavar="OTHER", help=tr("l'autre étude"))
    merge.add_argument(
        "--dry-run", action="store_true", help=tr("montre ce que la fusion apporterait, sans rien écrire")
    )
    for name, said in (("undo", tr("annule les derniers actes")), ("redo", tr("rétablit les actes annulés"))):
        back = add(name, said)
        _study(back)
        back.add_argument("--steps", type=count, metavar="N", default=1, help=tr("nombre d'actes"))
    history = add("history", tr("donne le journal des actes"))
    _study(history)
    history.add_argument("--limit", type=count, metavar="N", default=200, help=tr("N actes au plus"))
    check = add("check", tr("vérifie l'étude et dit que faire"))
    _study(check)
    check.add_argument(
        "--repair", action="store_true", help=tr("refait l'index de recherche et les colonnes de comptage")
    )
    backup = add("backup", tr("copie l'étude, vérifiée, même ouverte"))
    _study(backup)
    _target(backup, (".engage",))
    restore = add("restore", tr("remet une sauvegarde à la place voulue ; n'écrase rien"))
    restore.add_argument("file", type=path, metavar="FILE", help=tr("la sauvegarde"))
    restore.add_argument("--to", type=path, metavar="STUDY", required=True, help=tr("l'étude à écrire"))
