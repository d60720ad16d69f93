"""Any table of posts, reviews or messages: a text with an author, a network or a link beside it."""

from __future__ import annotations

from engage_desktop.importers.profile import Meta, Profile, Signature
from engage_desktop.models.sources import Role, SourceKind

_TEXT = (
    "texte", "message", "content", "contenu", "text", "full text", "commentaire", "comment", "avis", "post",
    "publication", "comment text", "review text", "review", "hit sentence", "verbatim", "body", "tweet",
    "tweet text", "comment body", "text original", "text display", "post text", "post message", "caption",
    "source body", "selftext",
)  # fmt: skip
_AUTHOR = (
    "auteur", "author", "utilisateur", "user", "username", "pseudo", "compte", "account", "from", "sender",
    "user name", "nickname", "screen name", "user screen name", "user username", "from user", "author name",
    "author username", "author display name", "author title", "author handle", "user display name",
    "owner username", "profile name", "reviewer display name", "nom d'utilisateur", "account display name",
    "account username", "account acct", "from name", "source author name", "page name", "handle",
    "user profile display name",
)  # fmt: skip
_CHANNEL = (
    "reseau", "channel", "canal", "source", "plateforme", "platform", "network", "reseau social", "site", "media",
    "subreddit",
)  # fmt: skip
_LINK = (
    "lien", "url", "link", "permalink", "permalien", "adresse", "tweet url", "status url", "post url",
    "permalink url", "review link", "expanded urls", "review url", "comment link", "comment url", "view source",
)  # fmt: skip
_THREAD = (
    "fil", "thread", "conversation", "thread id", "fil de discussion", "discussion", "sujet id", "conversation id",
    "video id", "topic id",
)  # fmt: skip
_LIKES = (
    "j'aime", "jaime", "likes", "like", "favoris", "favorites", "reactions", "mentions j'aime", "like count",
    "favorite count", "thumbs up count", "favourites count", "favourites", "thumbs up", "upvotes", "ups",
    "review likes", "nb likes", "nombre de likes", "nombre de j'aime",
)  # fmt: skip
_SHARES = (
    "partages", "partage", "shares", "share", "retweets", "reposts", "repartages", "retweet count", "share count",
    "repost count", "reblogs count", "reblogs", "nombre de partages",
)  # fmt: skip
_REPLIES = ("reply count", "number of replies", "replies count", "num comments", "total reply count")
_COMMENTS = (
    "commentaires", "comments", "reponses", "replies", "nombre de commentaires", "comment count", *_REPLIES,
)  # fmt: skip
_REACH = ("portee", "reach", "audience", "couverture", "personnes touchees")
_IMPRESSIONS = ("impressions", "impression", "vues", "views", "view count", "impression count", "play count")
_DATE = (
    "date", "published", "publie le", "date de publication", "created at", "created_at", "heure", "timestamp",
    "horodatage", "publish time", "date et heure", "published at", "created", "created time", "created date",
    "created utc", "posted at", "date posted", "review date", "date de l'avis", "date avis", "date du commentaire",
    "post created", "tweet created", "comment time", "review datetime utc", "time", "datetime", "at", "ts",
    "updated at", "updated",
)  # fmt: skip

_NAMED_STARS = (
    "stars", "star rating", "review stars", "etoiles", "nombre d'etoiles", "nb etoiles", "im rating",
    "review rating",
)  # fmt: skip
_STARS = (*_NAMED_STARS, "rating", "score", "note sur 5", "note de l'avis", "note")
_REVIEWER = (
    "consumer name", "reviewer", "reviewer name", "reviewer nickname", "user name", "nom de l'auteur",
    "nom du client", "customer name",
)  # fmt: skip
_IDS = (
    "id", "identifiant", "post id", "comment id", "message id", "mention id", "tweet id", "id str", "review id",
    "reviewid",
)  # fmt: skip
_REPLY = (
    "reply", "reply content", "replycontent", "company reply", "reponse", "reponse du proprietaire", "owner answer",
    "developer response", "reponse de l'entreprise",
)  # fmt: skip
_REVIEW_TITLE = ("review title", "titre de l'avis", "titre", "title", "summary")
_REVIEW = ("review content", "review body", "texte de l'avis", "contenu de l'avis", "avis client")

_REVIEWS = ("review", "review text", "review content", "review body")

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
            0.88,
            all_of=(
                _TEXT,
                (*_AUTHOR, *_REVIEWER, "name", "nom"),
                (*_LIKES, *_SHARES, *_REPLIES, *_IMPRESSIONS),
            ),
            never=(*_SURVEY, "?"),
        ),
        Signature(0.86, all_of=(_REVIEWS, _STARS, _DATE), never=(*_SURVEY, "?")),
        Signature(0.86, all_of=((*_TEXT, *_REVIEW), _NAMED_STARS, _DATE), never=(*_SURVEY, "?")),
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
        Meta(Role.AUTHOR, (*_AUTHOR, *_REVIEWER, "name", "nom")),
        Meta(Role.DATE, _DATE),
        Meta(
            Role.TITLE,
            (
                "titre",
                "title",
                "headline",
                "objet",
                "subject",
                "review title",
                "titre de l'avis",
                "summary",
                "source subject",
            ),
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
        Meta(Role.RESPONSE_ID, _IDS),
        Meta(Role.ATTRIBUTE, _STARS),
        Meta(Role.IGNORE, _REPLY),
    ),
    spelled=True,
)
