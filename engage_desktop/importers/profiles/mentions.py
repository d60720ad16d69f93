"""Any table of posts, reviews or messages: a text with an author, a network or a link beside it."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role, SourceKind

_TEXT = (
    "texte",
    "message",
    "content",
    "contenu",
    "text",
    "full text",
    "commentaire",
    "comment",
    "avis",
    "post",
    "publication",
    "comment text",
    "review text",
    "review",
    "hit sentence",
    "verbatim",
    "body",
    "tweet",
)
_AUTHOR = (
    "auteur",
    "author",
    "utilisateur",
    "user",
    "username",
    "pseudo",
    "compte",
    "account",
    "from",
    "sender",
)
_CHANNEL = (
    "reseau",
    "channel",
    "canal",
    "source",
    "plateforme",
    "platform",
    "network",
    "reseau social",
    "site",
    "media",
)
_LINK = ("lien", "url", "link", "permalink", "permalien", "adresse")
_THREAD = ("fil", "thread", "conversation", "thread id", "fil de discussion", "discussion", "sujet id")
_LIKES = ("j'aime", "jaime", "likes", "like", "favoris", "favorites", "reactions", "mentions j'aime")
_SHARES = ("partages", "partage", "shares", "share", "retweets", "reposts", "repartages")
_COMMENTS = ("commentaires", "comments", "reponses", "replies", "nombre de commentaires", "comment count")
_REACH = ("portee", "reach", "audience", "couverture", "personnes touchees")
_IMPRESSIONS = ("impressions", "impression", "vues", "views")

_STARS = (
    "stars", "star rating", "rating", "review rating", "review stars", "score", "etoiles",
    "nombre d'etoiles", "nb etoiles", "note sur 5",
)  # fmt: skip
_REVIEWER = (
    "consumer name", "reviewer", "reviewer name", "reviewer nickname", "user name", "nom de l'auteur", "nom du client",
    "customer name",
)  # fmt: skip
_REVIEW_ID = ("review id", "reviewid")
_REPLY = ("reply", "reply content", "replycontent", "company reply", "reponse", "reponse du proprietaire")
_REVIEW_TITLE = ("review title", "titre de l'avis", "titre", "title")
_REVIEW = ("review content", "review body", "texte de l'avis", "contenu de l'avis", "avis client")

_SURVEY = ("recommand", "recommend", "nps", "satisf")

PROFILE = Profile(
    id="mentions",
    name="Mentions (CSV, XLSX)",
    how="une colonne de texte avec un auteur, un réseau, un lien ou des compteurs",
    kind=SourceKind.MENTIONS,
    signatures=(
        Signature(
            0.93, all_of=(_TEXT, _AUTHOR, (*_CHANNEL, *_LINK, *_THREAD, *_LIKES, *_SHARES)), never=_SURVEY
        ),
        Signature(
            0.9,
            all_of=((*_TEXT, *_REVIEW), _STARS, (*_AUTHOR, *_REVIEWER, *_REVIEW_TITLE)),
            never=(*_SURVEY, "?"),
        ),
        Signature(
            0.85, all_of=(_TEXT, _CHANNEL, (*_LINK, *_LIKES, *_SHARES, *_REACH, *_THREAD)), never=_SURVEY
        ),
        Signature(
            0.8,
            all_of=(_TEXT, _LINK, ("date", "published", "publie le", "date de publication")),
            never=_SURVEY,
        ),
    ),
    meta=(
        Meta(Role.MENTION, (*_TEXT, *_REVIEW)),
        Meta(Role.AUTHOR, (*_AUTHOR, *_REVIEWER)),
        Meta(
            Role.DATE,
            (
                "date",
                "published",
                "publie le",
                "date de publication",
                "created at",
                "created_at",
                "heure",
                "timestamp",
                "horodatage",
                "publish time",
                "date et heure",
            ),
        ),
        Meta(
            Role.TITLE, ("titre", "title", "headline", "objet", "subject", "review title", "titre de l'avis")
        ),
        Meta(Role.CHANNEL, _CHANNEL),
        Meta(Role.LINK, _LINK),
        Meta(Role.THREAD, _THREAD),
        Meta(Role.LIKES, _LIKES),
        Meta(Role.SHARES, _SHARES),
        Meta(Role.COMMENTS, _COMMENTS),
        Meta(Role.REACH, _REACH),
        Meta(Role.IMPRESSIONS, _IMPRESSIONS),
        Meta(Role.LANGUAGE, ("langue", "language", "lang")),
        Meta(
            Role.RESPONSE_ID,
            (
                "id",
                "identifiant",
                "post id",
                "comment id",
                "message id",
                "mention id",
                "tweet id",
                "review id",
                "reviewid",
            ),
        ),
        Meta(Role.ATTRIBUTE, _STARS),
        Meta(
            Role.IGNORE,
            ("reply", "reply content", "replycontent", "company reply", "reponse", "reponse du proprietaire"),
        ),
    ),
)
