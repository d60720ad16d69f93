"""Which metric a header of a table of figures names, in French and in English."""

from __future__ import annotations

import re

from engage_desktop.importers.cells import folded
from engage_desktop.importers.headers import shown
from engage_desktop.models.metrics import BY_ID, PLAIN, MetricUnit

# Each line: the id of a metric, and the headers that name it, without case nor accents, after `bare`.
_NAMES = """
sessions: sessions | session | visites | visits | visite | nb visits | nb_visits | besuche | total sessions
engaged_sessions: engaged sessions | sessions avec engagement | sessions engagees
single_page_sessions: single-page sessions | single page sessions | sessions d'une page | bounces (web) |
    visites d'une seule page | bounce count | bounce_count | nb_rebonds
page_views: page views | pageviews | views (pages) | vues de page | pages vues | nombre de pages vues | actions
    | nb_pageviews | screen page views | vues
users: users | total users | utilisateurs | active users | utilisateurs actifs | nombre total d'utilisateurs |
    visiteurs | visiteurs uniques | unique visitors | nb_uniq_visitors | eindeutige besucher | uniques | total
    unique visitors
new_users: new users | nouveaux utilisateurs | nouveaux visiteurs | new visitors
events: event count | events | nombre d'evenements | evenements
conversions: conversions | key events | evenements cles | transactions | achats | purchases | goal completions |
    objectifs atteints | nb_conversions | commandes | orders | leads
revenue: revenue | total revenue | revenu | revenu total | chiffre d'affaires | ca | purchase revenue | total
    purchases
impressions: impressions | impression | affichages | nombre d'impressions | views | total impressions |
    impressions (total) | impressionen | inhaltsimpressionen | content impressions
clicks: clicks | clics | link clicks | clics sur le lien | clics sur un lien | clics sur les liens | total
    clicks (ads) | clicks (total) | url clicks | nombre de clics
interactions: interactions | engagements | engagement | total engagements | inhaltsinteraktionen | content
    interactions | interactions avec le contenu | interactions totales | reactions, comments and shares |
    actions sur la publication
likes: likes | j'aime | mentions j'aime | reactions | reactions (total) | favoris
comments: comments | commentaires | comments (total) | replies | reponses aux publications
shares: shares | partages | reposts | retweets | republications | reposts (total)
saves: saves | enregistrements
video_views: video views | vues de video | vues video | plays | lectures
posts: posts | publications | tweets published | nombre de publications
reach: reach | portee | couverture | personnes touchees | members reached | membres touches | unique impressions
    | unique views | accounts reached | comptes touches | unique impressions (organic)
followers: followers | abonnes | total followers | abonnes (total) | nombre d'abonnes | page followers | fans |
    total des abonnes | nombre total d'abonnes | subscribers (channel)
new_followers: new followers | nouveaux abonnes | followers gained | abonnes gagnes | total followers gained |
    organic followers | follows | nouveaux followers
lost_followers: lost followers | abonnes perdus | unfollows | desabonnements de la page | followers lost
sent: emails sent | sent | envois | envoyes | e-mails envoyes | emails envoyes | total recipients | recipients |
    destinataires | nombre d'envois | messages envoyes
bounced: bounces | total bounces | bounced | rebonds | hard bounces + soft bounces | erreurs | bounces totaux |
    bouncees | non delivres
delivered: successful deliveries | delivered | deliveries | delivres | emails delivres | e-mails delivres |
    delivered emails | livres | recus | delivrabilite (nombre)
openings: total opens | opens | ouvertures | ouvertures totales | total des ouvertures
unique_openings: unique opens | ouvertures uniques | unique openings | ouvreurs | ouvreurs uniques | openers |
    unique opened | uniques ouvertures | times opened (unique)
email_clicks: total clicks | clics totaux | total des clics
unique_clicks: unique clicks | clics uniques | cliqueurs | clickers | cliqueurs uniques | subscriber clicks
unsubscribed: unsubscribes | unsubscribed | desabonnements | desinscriptions | desabonnes | desinscrits
complaints: abuse complaints | complaints | plaintes | spam complaints | spam reports | signalements
customers_start: customers at start | customers start | clients debut | clients au debut | clients en debut de
    periode | clients debut de periode | clients initiaux | start customers | opening customers | beginning
    customers
customers_end: customers at end | customers end | clients fin | clients a la fin | clients en fin de periode |
    clients fin de periode | end customers | closing customers | total clients | nombre de clients | clients |
    customers
customers_new: new customers | nouveaux clients | clients nouveaux | clients gagnes | acquired customers |
    acquisitions
customers_lost: lost customers | clients perdus | customers lost | churned customers | departs | resiliations |
    perdus
members: members | membres | nombre de membres | total members | adherents
active_users: active users (app) | utilisateurs actifs (application) | daily active users | monthly active users
    | dau | mau | membres actifs
feature_users: users of the feature | utilisateurs de la fonction | utilisateurs de la fonctionnalite | feature
    users
contributors: contributors | contributeurs | membres contributeurs | posters | membres ayant contribue
invited: invited | invites | invitations | invitations envoyees | solliciations | sollicites
responses: responses | reponses | nombre de reponses | repondants | completes
retention: retention | retention rate | taux de retention | customer retention rate | fidelisation
churn: churn | churn rate | taux d'attrition | attrition | taux de churn | taux de resiliation
engagement_by_reach: engagement rate by reach | taux d'engagement par portee | taux d'engagement sur la portee |
    taux d'engagement (portee)
engagement_by_followers: engagement rate by followers | taux d'engagement par abonne | taux d'engagement
    (abonnes)
engagement_by_impressions: engagement rate by impressions | engagement rate (impressions) | taux d'engagement
    par impression | taux d'engagement (impressions) | interaktionsrate | interaction rate | taux d'interaction
ctr: ctr | click through rate | click-through rate | click through rate (ctr) | taux de clics publicitaires |
    taux de clic (ctr) | taux de clics (ctr)
bounce: bounce rate | taux de rebond | absprungrate | rebond
delivery: delivery rate | taux de delivrabilite | taux de delivrance | deliverability rate | taux de livraison
opening: open rate | unique open rate | taux d'ouverture | taux d'ouvertures | opening rate | taux d'ouvertures
    uniques
click: click rate | unique click rate | taux de clic | taux de clics | taux de clics uniques
click_to_open: click to open rate | click-to-open rate | ctor | taux de reactivite | click to open | clics par
    ouverture
audience_growth: audience growth | audience growth rate | croissance de l'audience | taux de croissance |
    follower growth rate | croissance des abonnes
conversion: conversion rate | taux de conversion | session conversion rate | session key event rate | taux de
    transformation
contribution: contribution rate | taux de contribution
feature_use: feature use | feature use rate | taux d'usage | taux d'utilisation
response_rate: response rate | taux de reponse
"""
_UNIT_MARK = re.compile(
    r"\s*[(\[](?:%|€|\$|£|eur|usd|nb|nombre|total|organic|sponsored|s|sec|unique)[)\]]$|\s*(?:%|€)$"
)
_SHARE = re.compile(
    r"%|\btaux\b|\brate\b|\bpart\b|\bshare\b|\bpercentage\b|\bpourcentage\b|\bratio\b|\bquote\b|rate$"
)
_MONEY = re.compile(
    r"€|\$|£|\bca\b|\brevenue?\b|\brevenus?\b|\bcout\b|\bcost\b|\bspent\b|\bdepense\b|\bspend\b|\bmontant\b"
)
_TIME = re.compile(r"\bduree\b|\bduration\b|\btime\b|\btemps\b|\bsecondes?\b|\bseconds?\b")
_MEAN = re.compile(
    r"\bmoyen(?:ne)?s?\b|\baverage\b|\bavg\b|\bmean\b|\bpar\b|\bper\b|\bmedian|\bscore\b|\bposition\b"
)


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _NAMES.strip().replace("\n    ", " ").splitlines():
        metric, _, names = line.partition(": ")
        assert metric in BY_ID, metric
        for name in names.split(" | "):
            found.setdefault(name.strip(), metric)
    return found


_KNOWN = _table()


def bare(header: str) -> str:
    """A header without case, accents, nor the mark of its unit."""
    text = folded(shown(header)).replace("_", " ").strip()
    previous = None
    while previous != text:
        previous, text = text, _UNIT_MARK.sub("", text).strip()
    return text


def metric_of(header: str, *, tool: str = "") -> str:
    """The id of the metric that a header names, `PLAIN` when we know none."""
    text = folded(shown(header)).strip()
    found = _KNOWN.get(text) or _KNOWN.get(text.replace("_", " ")) or _KNOWN.get(bare(header)) or PLAIN
    if tool == "ga4" and found in _IN_GA4:
        return _IN_GA4[found]
    if tool in ("mailchimp", "brevo"):
        return _IN_EMAIL.get(found, found)
    return found


_IN_GA4 = {"bounce": "bounce_ga4", "impressions": "page_views"}  # « Views » are pages there
_IN_EMAIL = {"clicks": "email_clicks", "reach": "delivered"}


def unit_of(metric: str, header: str, *, percents: bool, money: bool, times: bool) -> MetricUnit:
    """What a column is counted in, from its metric, its header, and how its cells are written."""
    known = BY_ID.get(metric)
    if known is not None:
        return known.unit
    text = folded(shown(header))
    if percents or _SHARE.search(text):
        return MetricUnit.PERCENT
    if _MEAN.search(text):
        return MetricUnit.NUMBER
    if times or _TIME.search(text):
        return MetricUnit.SECONDS
    if money or _MONEY.search(text):
        return MetricUnit.MONEY
    return MetricUnit.COUNT
