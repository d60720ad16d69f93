"""Ten real files of as many tools, as somebody new brings them in: dropped, then the one primary button."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.ui.context import Context, Place
from engage_desktop.ui.panels.sources import SourcesPanel
from tests.ui import hands
from tests.ui.importing import Settle, only

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
TEN = (
    "google_forms_fr_horodateur.csv",
    "ms_forms_en.xlsx",
    "limesurvey_fr_reponses.csv",
    "surveymonkey_2_entetes_cp1252.csv",
    "sphinx_iq_export_fr.xlsx",
    "spss_sample.sav",
    "x_archive_tweets.js",
    "whatsapp_ios_fr.txt",
    "zoom_transcript.vtt",
    "ga4_export.csv",
)
CLICKS = 2  # « Contrôler », « Importer »

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real files are not beside the project")


@pytest.mark.parametrize("name", TEN)
def test_a_file_is_in_after_two_clicks(
    name: str, sources_panel: SourcesPanel, context: Context, settle: Settle
) -> None:
    gone: list[Place] = []
    context.went.connect(gone.append)
    sources_panel.take_files((SAMPLES / name,))
    settle()
    clicks = 0
    while (outcome := only(sources_panel).outcome) is None:
        hands.click(sources_panel.wizard.foot.primary)
        clicks += 1
        settle()
        assert clicks <= CLICKS
    assert clicks == CLICKS
    assert outcome.imported > 0
    assert outcome.rows == outcome.imported + outcome.updated + outcome.duplicates + len(outcome.skipped)
    hands.click(sources_panel.wizard.foot.primary)  # a third one leads to what was brought
    assert gone
