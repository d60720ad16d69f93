"""What happens in a story is not what its reader thinks of it: wars and murders of a novel, of a film, of a game."""

from __future__ import annotations

from collections.abc import Sequence

from engage_desktop.analysis.lexicon.findings import Findings, Hit
from engage_desktop.analysis.lexicon.words import Unit

RULE = "story"
_TOLD = 0.25
_ENOUGH = 3  # points: a word that says by itself that a story is spoken of, or three that may
_SURELY = (
    "actrice actrices bouquin bouquins cinema cinéaste cinéma dramaturge film films héroïne intrigue intrigues "
    "long-métrage manga mangas personnage personnages polar polars protagoniste protagonistes realisateur roman "
    "romancier romancière romans réalisateur réalisatrice scenario scénario synopsis thriller thrillers téléfilm"
)
_MAYBE = (  # « un acteur du marché », « une série d'erreurs », « toujours la même histoire » tell no story
    "acteur acteurs adaptation auteur auteure auteurs autrice casting chapitre chapitres "
    "episode episodes fiction gameplay histoire histoires héros jeu langue lecteur lecteurs lecture livre livres "
    "narrateur narration plume récit récits saison serie series spectateur "
    "spectateurs spectatrice suspens suspense série séries tome tomes écriture écrivain épisode épisodes"
)
_TELLS = "raconte racontent raconter raconté racontée"
_POINTS = {
    **dict.fromkeys(_MAYBE.split(), 1),
    **dict.fromkeys(_TELLS.split(), 2),
    **dict.fromkeys(_SURELY.split(), _ENOUGH),
}
_BOOK = frozenset(("livre", "livres"))  # « il livre » is no book
_ONE = frozenset(("ce", "un", "du", "beau", "bon", "grand", "petit", "ces"))
_WARS = (
    "agonie angoissant angoisse apocalypse assassin assassinat assassiner attentat barbarie bourreau braquage "
    "brisé brutal brutalité cambriolage chagrin chômage combat conflit corrompu corruption "
    "crime criminel crise cruauté cruel danger dangereux despotique destruction deuil dictature douleur "
    "douloureux drame dénoncer dérangeant désespoir désespéré détruire effrayant esclavage exil famine "
    "fuir fuite gangster glauque glaçant guerre haine haïr humiliation humilier incendie injustice inégalité jalousie "
    "jaloux kidnapping loser lâche lâcheté macabre mafia mafieux malade maladie malheur malheureux "
    "manipulateur massacre massacrer maudit menace menacer menaçant mensonge menteur mentir meurtre meurtrier "
    "misère méchant nazi névrose oppressant oppression panique pauvreté perdre "
    "perdu perte pervers perversion peur poisseux prison psychopathe racisme raciste rancune ravage rupture sanglant "
    "secte solitude sordide souffrance souffrir suicide ségrégation tension terreur terrifiant terroriste "
    "torture torturer torturé totalitaire tourmenté tragique tragédie trahir trahison triste tristesse "
    "trouble tuer tueur tué tyran tyrannie vengeance victime viol violence violent violer voler voleur émeute"
)
_EVENTS = frozenset(_WARS.split())
_JOYS = frozenset(("amour", "amitié", "liberté", "paix", "gloire", "victoire"))


def tell(found: Findings, units: Sequence[Unit], own: frozenset[str]) -> None:
    """Make little of the events of a story, its wars and its loves.

    Words that the study chose itself (`own`) keep their weight.
    """
    events = [hit for hit in found.hits if hit.words not in own and _happens(hit)]
    if not events:
        return
    points, before = 0, ""
    for unit in units:
        word = unit.token.lower()
        points += _ENOUGH if word in _BOOK and before in _ONE else _POINTS.get(word, 0)
        if points >= _ENOUGH:
            break
        before = word
    else:
        return
    for hit in events:
        hit.times(_TOLD, RULE)


def _happens(hit: Hit) -> bool:
    known = _EVENTS if hit.weight < 0 else _JOYS
    return hit.words in known or hit.words.removesuffix("s") in known
