"""What the wording of a question asks for: recommendation, satisfaction, effort, profile, comment."""

from __future__ import annotations

import re

from engage_desktop.importers.cells import folded
from engage_desktop.importers.headers import in_words

_RECOMMENDS = re.compile(
    r"\brecommand(?!e par)|\brecommend|\bnps\b|\bnet promoter|\bconseill?er(?:iez|ai[st]|ons)?[ -]"
    r"|\breco\b|\brecomend|\bweiterempfehl"
)
_SATISFACTION = re.compile(r"satisf|satisfied|\bcsat\b|\bcontent[es]*\b de")
_EASY = re.compile(r"\bfacil|\beas(?:y|ier|e|ily)\b|\baise[e]?\b|\bsimple\b|\bsimplicite\b")
_EFFORT = re.compile(r"\beffort|\bces\b")
_RATING = re.compile(
    r"\bnote[rsz]?\b|\bscore|\bevalu|\bechelle|\brating|\brate\b|\bniveau de\b|\bqualite\b"
    r"|\ba quel point\b|\bhow\b"
    r"|\bimportan|\bavis\b|\baccord\b|\bagree\b|\bprobab|\blikely|\bq\d+\b|satisf|\?"
)
_OPEN = re.compile(
    r"\bpourquoi\b|\bcommentaires?\b|\bremarques?\b|\bsuggestions?\b|\bprecisez\b|\bexpliquez\b|\bamelior"
    r"|\bverbatims?\b|\bwhy\b|\bcomments?\b|\bfeedback\b|\bin your (?:own )?words\b|\bracontez\b|\bdecrivez\b"
    r"|\braisons?\b|\breasons?\b|\bavis\b|\btexte libre\b|\bexprimez\b|\bspecify\b"
    r"|\bimprove\b|\bopinion\b|\bmessage\b|\bexplication|\bjustifi|\bexplain\b|\bdescribe\b|\btell us\b"
    r"|\banything else\b|\bquelque chose a ajouter\b|\bautre chose a (?:ajouter|dire)\b"
)
_SEVERAL = re.compile(
    r"\bplusieurs (?:reponses|choix|options)|\b(?:choix|reponses) multiples?\b"
    r"|\bcochez (?:toutes?|tous|tout|les|la ou les)\b"
    r"|\b(?:select|check|tick|choose) all\b|\ball that apply\b|\b(?:several|multiple) (?:answers|choices)\b"
)
_PROFILE = re.compile(
    r"^(?:votre |vos |your |le |la |tranche d['e ]+)?(?:genre|sexe|age|tranche d.?age|csp"
    r"|pcs|profession|metier|emploi"
    r"|categorie|region|departement|ville|commune|code postal|pays|zone|quartier|secteur"
    r"|segment|profil|formule"
    r"|abonnement|offre|produit|gamme|canal|agence|magasin|boutique|point de vente"
    r"|etablissement|site|service|equipe|direction"
    r"|fonction|poste|statut|anciennete|niveau d.?etudes?|diplome|situation|revenus?|langue"
    r"|type|nationalite|classes?"
    r"|gender|sex|region|country|city|town|state|department|occupation|job|role|education"
    r"|income|household income|location|plan"
    r"|tenure|team|industry|company|entreprise|organisation|client depuis|customer since"
    r"|support|appareil|device|enqueteur"
    r"|prof(?:ession)? ?(?:pere|mere)|age range|vague|enseigne|univers|cohorte|groupe"
    r"|promotion|campus|filiere)\b"
)
_PROFILE_QUESTION = re.compile(
    r"^(?:quel age|ou (?:habitez|residez)|dans quel(?:le)? (?:region|province|ville|departement|pays|tranche)"
    r"|a quelle tranche|vous etes|etes-vous un(?:e|\(e\))? (?:homme|femme)|how old)"
)
_ASKED = re.compile(r"^(?:quel(?:le)?s? (?:est|sont) (?:votre|vos|ton|ta) |what is your )")
_COUNTING = re.compile(r"\bcombien\b|\bnombre\b|\bnb\b|\bhow many\b|\bhow much\b|\bnumber of\b|\bage\b")
_EMAIL = re.compile(r"\be-?mails?\b|\bcourriel\b|\badresse (?:de messagerie|electronique)\b")
_NAME = re.compile(
    r"^(?:(?:votre |your )?(?:nom|prenom|name|full ?name|first ?name|last ?name|surname"
    r"|noms? et prenoms?|prenoms? et noms?"
    r"|nom de famille|nom complet|nom & post-nom.*|identite|pseudo))$"
)
_NAME_ASKED = re.compile(
    r"^(?:quel(?:le)?s? (?:est|sont) |indiquez |merci d'indiquer |what(?:'s| is) |please (?:enter|provide) |enter )+"
)
_ASIDE = re.compile(r"\s*[([][^)\]]*[)\]]\s*|\s*[?:*.]+\s*$")
_POSTAL = re.compile(
    r"\b(?:codes? postal|code postaux|postal code|post ?code|zip(?: ?code)?|zip ?/ ?post(?:al)? code)\b|^cp$"
)
_ADDRESS = re.compile(
    r"^(?:votre |your )?(?:(?:adresse|address)(?: postale| complete| ?(?:line|ligne) ?\d| ?\d)?"
    r"|(?:street|postal|mailing|home) address(?: ?(?:line)? ?\d)?|adresse du domicile|rue|street)$"
)
_SUB_QUESTION = re.compile(r"\S\s*\[[^\[\]]+\]$|^(?:g\d+)?q(?:uestion)?[ _.-]?\d+(?:\D|$)")
_CUSTOMER = re.compile(
    r"\b(?:id|identifiant|numero|n°|no|code|ref(?:erence)?)[ _.-]*(?:du |de |d')?(?:client"
    r"|customer|participant|panelliste|adherent"
    r"|membre|member|utilisateur|user|abonne|carte)|\b(?:client|customer|participant"
    r"|panelist|user|member|contact)[ _.-]?(?:id|no|number|ref|code)\b"
    r"|^(?:participant|client)$"
)
_PHONE = re.compile(r"\btelephone\b|\btel\b|\bmobile\b|\bportable\b|\bphone\b")
_RESPONSE_ID = re.compile(
    r"^(?:id|#|n°|no\.?|num(?:ero)?|identifiant|uuid|guid|response[ _]?id|reponse[ _]?id"
    r"|id[ _](?:de la )?(?:reponse|response)"
    r"|id[ _]reponse|submission[ _]id|n° ?(?:de )?reponse|numero (?:de )?reponse|sujet"
    r"|observation|record ?id|case ?id|respondent ?id"
    r"|repondant|id[ _]?repondant|index|ligne)$"
)
_WAVE = re.compile(r"^(?:vague|wave|campagne|periode|period|trimestre|quarter)$")
_LANGUAGE = re.compile(r"^(?:langue|language|lang|locale|langue de .*)$")
_DATE = re.compile(
    r"\bdate\b|\bhorodat|\btimestamp\b|\bsubmitted\b|\bsoumis|\bjour\b|\bcreated\b"
    r"|\bheure\b|\brepondu le\b|\bcompleted\b|_at$"
)
_BIRTH = re.compile(r"naissance|birth|\bne\(?e?\)? le")
_OTHER_TEXT = re.compile(
    r"\bautres?\b.*\bprecis|\bother\b.*\bspecif|\[(?:autres?|other"
    r"|commentaires?|comment)\]$|_other$|^other(?: \(\d+\))?$|^autres?$|_text$|- (?:autre"
    r"|other)\b"
)
_RANGE = re.compile(r"(?<![\d.,])([01])\s*(?:a|to|-|–|—|…|\.\.\.?|et|/)\s*(3|4|5|6|7|9|10|100)(?![\d.,])")
_OUT_OF = re.compile(r"\bsur\s+(5|7|10|20|100)\b|/\s?(5|7|10|20|100)\b|\bout of\s+(5|7|10|100)\b")
_LOOKED_AT = (
    1_000  # characters at each end of a header: a longer one is no question, and patterns grow slow on it
)


class Wording:
    """What the header of one column says, computed once."""

    def __init__(self, header: str) -> None:
        beyond = len(header) > 2 * _LOOKED_AT
        seen = f"{header[:_LOOKED_AT]} {header[-_LOOKED_AT:]}" if beyond else header
        self.plain = folded(seen)
        self._words = in_words(seen)  # « nps_score », « Q3_Commentaire », « prixTotal » as words

    def _has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.plain) is not None or pattern.search(self._words) is not None

    @property
    def recommends(self) -> bool:
        """Asks whether one would recommend."""
        return self._has(_RECOMMENDS)

    @property
    def satisfaction(self) -> bool:
        """Asks about satisfaction."""
        return self._has(_SATISFACTION)

    @property
    def easy(self) -> bool:
        """States that something was easy."""
        return self._has(_EASY)

    @property
    def effort(self) -> bool:
        """Asks about effort."""
        return self._has(_EFFORT)

    @property
    def rating(self) -> bool:
        """May ask for a point of a scale."""
        return self._has(_RATING)

    @property
    def open(self) -> bool:
        """Asks for free text."""
        return self._has(_OPEN)

    @property
    def comment(self) -> bool:
        """Is the bare name of a comment (« Avis », « verbatim_client »), no question that may have set answers."""
        return self.open and "?" not in self.plain and len(self._words.split()) <= 3

    @property
    def identifier(self) -> bool:
        """Names a key of a table (« location_id »)."""
        return re.search(r"(?:^| )id$", self._words) is not None

    @property
    def several(self) -> bool:
        """Says that several choices may be made."""
        return self._has(_SEVERAL)

    @property
    def profile(self) -> bool:
        """Names a trait of the respondent."""
        bare = _ASKED.sub("", self.plain)
        short = len(bare.split()) <= 6
        return (short and _PROFILE.search(bare) is not None) or self._has(_PROFILE_QUESTION)

    @property
    def standard(self) -> bool:
        """Names what NPS, CSAT or CES measure."""
        return self.recommends or self.satisfaction or self.easy or self.effort

    @property
    def counting(self) -> bool:
        """Asks for a count of things."""
        return self._has(_COUNTING)

    @property
    def email(self) -> bool:
        """Names an e-mail address."""
        return self._has(_EMAIL)

    @property
    def person(self) -> bool:
        """Names a person."""
        bare = _NAME_ASKED.sub("", _ASIDE.sub("", self.plain)).strip()
        return _NAME.search(bare) is not None

    @property
    def postal(self) -> bool:
        """Names a postal code."""
        return self._has(_POSTAL)

    @property
    def address(self) -> bool:
        """Names where somebody lives, to the door."""
        return _ADDRESS.search(_NAME_ASKED.sub("", _ASIDE.sub("", self.plain)).strip()) is not None

    @property
    def customer(self) -> bool:
        """Names a customer number."""
        return self._has(_CUSTOMER)

    @property
    def phone(self) -> bool:
        """Names a phone number."""
        return self._has(_PHONE)

    @property
    def response_id(self) -> bool:
        """Names the number of the response."""
        return self._has(_RESPONSE_ID)

    @property
    def wave(self) -> bool:
        """Names a wave."""
        return self._has(_WAVE)

    @property
    def language(self) -> bool:
        """Names a language."""
        return self._has(_LANGUAGE)

    @property
    def date(self) -> bool:
        """Names the moment of the answer."""
        return self._has(_DATE) and not self._has(_BIRTH)

    @property
    def other_text(self) -> bool:
        """Is the free text of « Autre »."""
        return self._has(_OTHER_TEXT)

    @property
    def question(self) -> bool:
        """Reads as a question put to a person rather than as the name of a field."""
        asked = "?" in self.plain or self.plain.endswith((":", "...", "…")) or self._has(_SUB_QUESTION)
        return asked or len(self.plain.split()) >= 4

    def range(self) -> tuple[int, int] | None:
        """The ends of the scale that the wording states (« de 0 à 10 », « sur 5 »), or None."""
        match = _RANGE.search(self.plain)
        if match:
            return int(match[1]), int(match[2])
        out_of = _OUT_OF.search(self.plain)
        if out_of:
            high = int(next(group for group in out_of.groups() if group))
            return (0 if high >= 10 else 1), high
        return None
