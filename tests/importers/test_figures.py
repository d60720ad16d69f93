"""Files of figures: recognised, their columns measured, every row a dated value or a reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.figure_shapes import duration
from engage_desktop.importers.figures import set_name
from engage_desktop.importers.metrics import metric_of
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.metrics import FigureRecord
from engage_desktop.models.sources import Proposal, Role, RowProblem, SourceKind
from tests.importers.files import text_file, workbook

GA4_FR = """# ----------------------------------------
# Trafic : acquisition
# Compte : Exemple
# ----------------------------------------
#
# Date de début : 20260701
# Date de fin : 20260703
Nième jour;Sessions;Sessions avec engagement;Taux de rebond;Revenu total
0000;1 200;750;37,5 %;1 234,56 €
0001;1 000;600;40 %;0 €
0002;800;500;37,5 %;10 €

# Date de début : 20260601
# Date de fin : 20260630
Page;Vues
/accueil;900
/tarifs;300
Total général;1 200
"""
MAILCHIMP = (
    "Title,Send Date,Total Recipients,Successful Deliveries,Total Bounces,Unique Opens,Open Rate,Unique Clicks\n"
    'Lettre 1,"Sep 01, 2026 10:00 am",1000,990,10,400,40.40%,50\n'
    'Lettre 2,"Oct 01, 2026 10:00 am",1100,1080,20,500,46.30%,60\n'
)
BREVO = (
    "Nom de la campagne;Date d'envoi;Destinataires;Délivrés;Ouvreurs;Cliqueurs;Désabonnements\n"
    "Septembre;01/09/2026 09:00;2 000;1 950;800;120;4\nOctobre;13/10/2026 09:00;2 100;2 050;900;110;6\n"
)


def figures(path: Path) -> tuple[Proposal, list[FigureRecord], list[RowProblem]]:
    """The rows of `path` read as proposed; as many as the proposal announced."""
    proposal = propose(path)
    found = list(read(path, proposal.mapping).records)
    assert len(found) == proposal.rows
    assert proposal.mapping.kind is SourceKind.FIGURES
    records = [each for each in found if isinstance(each, FigureRecord)]
    return proposal, records, [each for each in found if isinstance(each, RowProblem)]


def values(records: list[FigureRecord], series: str) -> list[tuple[str, float]]:
    """The dated values of the series whose name ends so."""
    return [
        ((each.days or (record.first,))[0].isoformat(), each.value)
        for record in records
        for each in record.values
        if each.series.endswith(series)
    ]


def test_a_french_ga4_export_of_several_tables(tmp_path: Path) -> None:
    path = text_file(tmp_path, GA4_FR.replace("\n", "\r\n"), name="ga4.csv")
    proposal, records, refused = figures(path)
    assert proposal.recognition.format == "ga4"
    assert [column.metric for column in proposal.mapping.columns] == [
        "", "sessions", "engaged_sessions", "bounce_ga4", "revenue", "", "page_views",
    ]  # fmt: skip
    assert values(records, "› Sessions") == [("2026-07-01", 1200), ("2026-07-02", 1000), ("2026-07-03", 800)]
    assert values(records, "Revenu total")[0] == ("2026-07-01", 1234.56)
    assert values(records, "/accueil › Vues") == [("2026-06-01", 900)]
    assert [record.last for record in records[3:]] == [dt.date(2026, 6, 30)] * 2
    assert [(each.row, each.reason) for each in refused] == [(18, "total_row")]


def test_a_matomo_export_in_utf_16(tmp_path: Path) -> None:
    text = 'Label,Visites,Taux de rebond,Métadonnées: url\nAccueil,3,"66,67\u00a0%",https://exemple.fr\n'
    path = text_file(tmp_path, text, name="Export _ Pages _ 2026-09-01_2026-09-30.csv", encoding="utf-16")
    proposal, records, refused = figures(path)
    assert (proposal.recognition.format, proposal.mapping.layout.decimal, refused) == ("matomo", ",", [])
    assert (records[0].first, records[0].last) == (dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    assert values(records, "Taux de rebond") == [("2026-09-01", 66.67)]


@pytest.mark.parametrize(("text", "tool"), [(MAILCHIMP, "mailchimp"), (BREVO, "email_campaigns")])
def test_campaigns_become_series_by_day_of_sending(tmp_path: Path, text: str, tool: str) -> None:
    proposal, records, refused = figures(text_file(tmp_path, text, name="campagnes.csv"))
    assert (proposal.recognition.format, refused, len(records)) == (tool, [], 2)
    metrics = {column.metric for column in proposal.mapping.columns}
    assert {"sent", "delivered", "unique_openings", "unique_clicks"} <= metrics
    names = proposal.mapping.columns[0]
    assert (names.role, names.reason) == (Role.IGNORE, "gathered_by_date")


def test_a_linkedin_workbook_of_tables_side_by_side(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    pages = {
        "DISCOVERY": [
            ["Overall Performance", "1/1/2026 - 1/31/2026"],
            ["Impressions", 500],
            ["Members reached", 90],
        ],
        "ENGAGEMENT": [["Date", "Impressions", "Engagements"], ["1/13/2026", 100, 9], ["1/14/2026", 200, 8]],
        "TOP POSTS": [
            ["Maximum of 50 posts available to include in this list"],
            [],
            [
                "Post URL",
                "Post publish date",
                "Engagements",
                None,
                "Post URL",
                "Post publish date",
                "Impressions",
            ],
            ["https://a.example/1", "1/13/2026", 5, None, "https://a.example/1", "1/13/2026", 70],
            ["https://a.example/2", "1/20/2026", 4, None, "https://a.example/2", "1/20/2026", 60],
        ],
        "FOLLOWERS": [
            ["Total followers on 1/31/2026:", 800],
            [],
            ["Date", "New followers"],
            ["1/13/2026", 3],
        ],
        "DEMOGRAPHICS": [
            ["Top Demographics", "Value", "Percentage"],
            ["Job", "Sage", 0.25],
            ["Job", "Fou", "< 1%"],
        ],
    }
    assert book.active is not None
    book.remove(book.active)
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    path = tmp_path / "stats.xlsx"
    book.save(path)
    proposal, records, refused = figures(path)
    assert proposal.recognition.format == "linkedin_stats"
    assert values(records, "DISCOVERY › Impressions") == [("2026-01-01", 500)]
    assert values(records, "ENGAGEMENT › Engagements") == [("2026-01-13", 9), ("2026-01-14", 8)]
    assert values(records, "TOP POSTS › Impressions") == [("2026-01-13", 70), ("2026-01-20", 60)]
    assert values(records, "FOLLOWERS › Total followers") == [("2026-01-31", 800)]
    assert values(records, "Sage › Percentage") == [("2026-01-31", 25)]
    assert [(each.column, each.reason) for each in refused] == [("DEMOGRAPHICS › Percentage", "not_exact")]


def test_customer_counts_by_month(tmp_path: Path) -> None:
    text = "Mois;Clients début;Nouveaux clients;Clients fin\n01/09/2026;1 000;100;1 050\n01/10/2026;1 050;80;1 060\n"
    proposal, records, _ = figures(text_file(tmp_path, text, name="clients.csv"))
    assert [column.metric for column in proposal.mapping.columns] == [
        "", "customers_start", "customers_new", "customers_end",
    ]  # fmt: skip
    assert (records[0].first, records[0].last) == (dt.date(2026, 9, 1), dt.date(2026, 9, 30))


def test_periods_over_the_columns_and_what_is_measured_on_the_rows(tmp_path: Path) -> None:
    text = "Indicateur;janv. 2026;févr. 2026\nAbonnés;100;120\nImpressions;5 000;6 000\n"
    _, records, _ = figures(text_file(tmp_path, text, name="tableau.csv"))
    assert values(records, "Abonnés") == [("2026-01-01", 100), ("2026-02-01", 120)]
    assert {each.metric for record in records for each in record.values} == {"followers", "impressions"}


def test_any_dates_and_numbers_are_figures(tmp_path: Path) -> None:
    text = "Date,Température\n" + "".join(f"2026-09-{day:02d},{day}.5\n" for day in range(1, 9))
    text += "2026-09-09,abc\n,4\n"
    proposal, records, refused = figures(text_file(tmp_path, text, name="relevé.csv"))
    assert (proposal.recognition.format, len(records)) == ("figures", 8)
    assert [(each.row, each.reason) for each in refused] == [(10, "not_a_number"), (11, "bad_date")]


@pytest.mark.parametrize(
    "text",
    [
        "Horodateur,Note\n05/01/2026 10:00:00,9\n06/01/2026 11:30:00,3\n07/01/2026 12:00:00,10\n",
        "Date,Recommanderiez-vous notre service ?\n2026-01-05,9\n2026-01-06,3\n2026-01-07,8\n",
        "Date,Texte,Impressions,Clics\n2026-01-05,Bravo,9,1\n2026-01-06,Non,3,2\n",
    ],
)
def test_answers_and_posts_are_no_figures(tmp_path: Path, text: str) -> None:
    assert recognise(text_file(tmp_path, text)).kind is not SourceKind.FIGURES


def test_a_number_that_reads_two_ways_is_announced(tmp_path: Path) -> None:
    proposal = propose(text_file(tmp_path, 'Date,Sessions\n2026-09-01,"1,234"\n2026-09-02,"2,345"\n'))
    assert (proposal.mapping.columns[1].reason, proposal.mapping.columns[1].confidence) == (
        "decimal_doubt",
        0.6,
    )


def test_shares_between_0_and_1_become_percentages(tmp_path: Path) -> None:
    proposal, records, _ = figures(text_file(tmp_path, "Date,CTR\n2026-09-01,0.0123\n2026-09-02,0.02\n"))
    assert proposal.mapping.columns[1].reason == "fractions"
    assert [value for _, value in values(records, "CTR")] == pytest.approx([1.23, 2.0])


def test_a_table_of_answers_may_be_imposed_as_figures_and_back(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Date,Température\n2026-09-01,12.5\n2026-09-02,13\n")
    assert recognise(path, format="csv").kind is SourceKind.RESPONSES
    plain = text_file(tmp_path, "Jour,Note\n2026-09-01 10:00,1\n2026-09-02 11:00,2\n", name="b.csv")
    assert recognise(plain, format="figures").kind is SourceKind.FIGURES


def test_a_table_without_figures_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Nom,Ville\nA,Lyon\nB,Nantes\n")
    with pytest.raises(EngageError) as caught:
        propose(path, recognise(path, format="figures"))
    assert caught.value.reason is Reason.NO_USEFUL_COLUMN


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("facebook_insights_2026-10.csv", "facebook insights"), ("stats (3).xlsx", "stats"),
        ("Export 01-10-2026 au 31-10-2026.csv", "Export"), ("2026-10.csv", "2026-10"), ("matomo_utf16.csv", "matomo utf16"),
    ],
)  # fmt: skip
def test_next_months_file_is_of_the_same_set(name: str, kept: str) -> None:
    assert set_name(Path(name)) == kept


@pytest.mark.parametrize(
    ("header", "metric"),
    [
        ("Clics sur le lien", "clicks"), ("Taux d’ouverture (%)", "opening"), ("nb_visits", "sessions"),
        ("Abonnés", "followers"), ("Engaged sessions", "engaged_sessions"), ("Couleur", "figure"),
    ],
)  # fmt: skip
def test_headers_name_what_is_measured(header: str, metric: str) -> None:
    assert metric_of(header) == metric


def test_a_workbook_of_dated_figures(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Date", "Sessions"],
        [dt.datetime(2026, 9, 1), 12],
        [dt.datetime(2026, 9, 2), 13.5],
    ]
    proposal, records, refused = figures(workbook(tmp_path, rows))
    assert (proposal.recognition.format, refused) == ("figures", [])
    assert values(records, "Sessions") == [("2026-09-01", 12), ("2026-09-02", 13.5)]


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "tool", "rows", "refused"),
    [
        ("ga4_export.csv", "ga4", 39, 0),
        ("extra/matomo_utf16.csv", "matomo", 9, 0),
        ("extra/linkedin_createur_stats.xlsx", "linkedin_stats", 761, 3),
    ],
)
def test_real_exports_are_read_whole(samples: Path, name: str, tool: str, rows: int, refused: int) -> None:
    proposal, records, problems = figures(samples / name)
    assert (proposal.recognition.format, proposal.rows) == (tool, rows)
    assert (len(records), len(problems)) == (rows - refused, refused)


def test_durations_in_words_are_figures() -> None:
    said = {"1:02:03": 3723, "2 min 10s": 130, "1h 5m": 3900, "45 s": 45, "12": None, "3 mai": None, "": None}
    assert {text: duration(text) for text in said} == said


def test_amounts_in_thousands_and_shares_stand_side_by_side_over_months(tmp_path: Path) -> None:
    text = "Indicateur;janv. 2026;févr. 2026\nAdhérents;1 204;1 230\nSatisfaits;82,5 %;83,1 %\nBudget;12 k€;13,5 k€\n"
    _proposal, records, problems = figures(text_file(tmp_path, text, name="suivi.csv"))
    assert not problems
    told = {value.series: (value.value, value.unit) for record in records for value in record.values}
    assert told == {
        "suivi › Adhérents": (1230, "count"),
        "suivi › Satisfaits": (83.1, "percent"),
        "suivi › Budget": (13_500, "count"),
    }


def test_a_line_of_totals_above_the_days_hides_no_date(tmp_path: Path) -> None:
    text = "Date,Vues,Abonnés\nTotal,84,1\n2026-10-01,34,-1\n2026-10-02,50,2\n"
    proposal, records, problems = figures(text_file(tmp_path, text, name="chaine.csv"))
    assert [each.reason for each in problems] == ["total_row"]
    assert values(records, "chaine › Vues") == [("2026-10-01", 34), ("2026-10-02", 50)]
    assert proposal.mapping.columns[2].metric == "new_followers"  # an audience is never negative


@pytest.mark.parametrize(
    ("header", "metric"),
    [("Visites,Rebonds", "single_page_sessions"), ("Délivrés,Rebonds", "bounced")],
)
def test_bounces_are_those_of_their_table(tmp_path: Path, header: str, metric: str) -> None:
    file = text_file(tmp_path, f"Date,{header}\n2026-10-01,130,60\n2026-10-02,120,55\n", name="suivi.csv")
    assert figures(file)[0].mapping.columns[2].metric == metric


def test_a_title_above_the_headers_is_no_header(tmp_path: Path) -> None:
    text = (
        'sep=,\n"Couverture"\n"Date","Compte"\n"2026-10-01T00:00:00","1200"\n"2026-10-02T00:00:00","1350"\n'
    )
    _proposal, records, problems = figures(text_file(tmp_path, text, name="page.csv"))
    assert not problems
    assert values(records, "page › Compte") == [("2026-10-01", 1200), ("2026-10-02", 1350)]


def test_comments_with_a_span_of_days_head_a_table_of_the_old_analytics(tmp_path: Path) -> None:
    text = "# ------\n# Toutes les pages\n# Audience\n# 20220101-20220331\n# ------\n\nIndex des jours,Utilisateurs\n"
    text += '01/01/2022,120\n15/01/2022,"1 100"\n'
    proposal, records, _problems = figures(text_file(tmp_path, text, name="analytics.csv"))
    assert proposal.recognition.format == "ga4"
    assert values(records, "analytics › Audience › Utilisateurs") == [
        ("2022-01-01", 120),
        ("2022-01-15", 1100),
    ]
