"""Learning from scores: nothing from too few, what is learnt is measured on texts kept apart, always the same."""

from __future__ import annotations

import random

import numpy as np
import pytest

from engage_desktop.analysis import calibration
from engage_desktop.models.calibration import TONES, Labelled, Method, Tone
from engage_desktop.models.sentiment import NEUTRAL_ZONE, Label, Sentiment, label_of

PRAISED = ("velours", "parfum", "soleil", "musique")
BLAMED = ("gravier", "vinaigre", "orage", "crissement")
FLAT = ("table", "mardi", "couloir", "dossier", "numéro", "carton", "rideau", "virage")


def study(number: int, *, helpful: bool = True) -> tuple[list[Labelled], list[Sentiment]]:
    """Texts whose tone follows from words that no lexicon knows; the engine is right about half of the time."""
    chance = random.Random(5)
    texts, readings = [], []
    for key in range(number):
        tone = TONES[key % 3]
        marks = {Tone.POSITIVE: PRAISED, Tone.NEGATIVE: BLAMED}.get(tone, FLAT)
        words = [chance.choice(marks if helpful else FLAT), *chance.sample(FLAT, 3)]
        polarity = tone.value * 0.6 if chance.random() < 0.5 else chance.uniform(-0.6, 0.6)
        texts.append(Labelled(key, " ".join(words), tone, key))
        readings.append(Sentiment(polarity, label_of(polarity), 0.5))
    return texts, readings


def test_nothing_is_learnt_below_sixty_texts() -> None:
    texts, readings = study(59)
    learnt = calibration.learn(texts, readings)
    assert learnt.method is Method.NONE
    assert learnt.apart == tuple(readings)
    assert learnt.before == learnt.after


def test_nothing_is_learnt_from_one_tone_alone() -> None:
    texts, readings = study(300)
    happy = [(t, r) for t, r in zip(texts, readings, strict=True) if t.tone is Tone.POSITIVE]
    assert calibration.learn(*map(list, zip(*happy, strict=True))).method is Method.NONE


def test_no_text_at_all_is_no_fault() -> None:
    assert calibration.learn([], []).method is Method.NONE


def test_words_of_the_study_are_learnt_from_two_hundred_texts() -> None:
    texts, readings = study(240)
    learnt = calibration.learn(texts, readings)
    assert learnt.method is Method.MODEL
    assert learnt.model is not None
    assert learnt.after.macro_f1 > learnt.before.macro_f1 + 0.1
    reader = calibration.WordReader(learnt.model)
    assert reader.reading("le velours du soleil", Sentiment(0.0, Label.NEUTRAL, 0.0)).label is Label.POSITIVE
    assert reader.reading("vinaigre et gravier", Sentiment(0.0, Label.NEUTRAL, 0.0)).label is Label.NEGATIVE


def test_a_model_that_gains_nothing_is_left_out() -> None:
    texts, _readings = study(240, helpful=False)
    right = [Sentiment(0.6 * each.tone.value, label_of(0.6 * each.tone.value), 0.9) for each in texts]
    learnt = calibration.learn(texts, right)
    assert learnt.method is Method.NONE
    assert learnt.after.accuracy == 1.0


def test_cut_points_follow_a_scale_that_leans() -> None:
    chance = random.Random(2)
    texts, readings = [], []
    for key in range(150):
        tone = TONES[key % 3]
        polarity = 0.45 + 0.3 * tone.value + chance.uniform(-0.1, 0.1)  # everything looks positive
        texts.append(Labelled(key, "mardi", tone, key))
        readings.append(Sentiment(polarity, label_of(polarity), 0.5))
    learnt = calibration.learn(texts, readings)
    assert learnt.method is Method.CUTS
    assert learnt.low > 0.2
    assert learnt.after.accuracy > 0.9 > learnt.before.accuracy


def test_learning_is_deterministic() -> None:
    assert calibration.learn(*study(210)) == calibration.learn(*study(210))


def test_texts_of_one_response_are_never_on_both_sides() -> None:
    tones = np.array([key % 3 for key in range(90)])
    groups = np.array([key // 3 for key in range(90)])
    for train, held in calibration._folds(tones, groups):
        assert not set(groups[train]) & set(groups[held])


def test_a_correction_counts_more_than_scores() -> None:
    texts, readings = study(240)
    chance = random.Random(9)
    odd = [
        Labelled(
            1000 + k,
            f"papillon {chance.choice(FLAT)}",
            Tone.NEGATIVE if k < 4 else Tone.POSITIVE,
            1000 + k,
            k < 4,
        )
        for k in range(12)
    ]
    felt = [Sentiment(0.0, Label.NEUTRAL, 0.0)] * 12
    learnt = calibration.learn([*texts, *odd], [*readings, *felt])
    assert learnt.model is not None
    read = calibration.WordReader(learnt.model).reading("papillon", Sentiment(0.0, Label.NEUTRAL, 0.0))
    assert read.label is Label.NEGATIVE


def test_the_model_reads_as_scikit_learn_does() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts, readings = study(90)
    grams = [calibration.grams_of(each.text) for each in texts]
    model = calibration._fit(grams, readings, np.array([k % 3 for k in range(90)]), np.ones(90))
    vectors = TfidfVectorizer(
        analyzer=lambda text: list(calibration.grams_of(text).elements()), min_df=2, sublinear_tf=True
    )
    rows = vectors.fit_transform([each.text for each in texts]).toarray()
    assert tuple(vectors.get_feature_names_out()) == model.words
    known = {word: at for at, word in enumerate(model.words)}
    for row, counted, read in zip(rows, grams, readings, strict=True):
        ours = np.zeros(len(known))
        for at, value in calibration._entries(known, model.rarity, counted, read):
            if at < len(known):
                ours[at] = value
        assert ours == pytest.approx(row, abs=1e-4)


@pytest.mark.parametrize("polarity", [-1.0, -0.4, -0.05, 0.0, 0.2, 0.31, 0.9, 1.0])
def test_cut_points_fall_on_the_borders_of_the_neutral_zone(polarity: float) -> None:
    low, high = -0.3, 0.3
    read = calibration.recut(Sentiment(polarity, label_of(polarity), 0.5), low, high)
    assert -1 <= read.polarity <= 1
    assert (
        (read.label is Label.NEUTRAL)
        == (low <= polarity <= high)
        == (abs(read.polarity) <= NEUTRAL_ZONE + 1e-9)
    )


def test_measures_are_those_of_the_books() -> None:
    """Three classes by hand: precision and recall of each, their harmonic means, the mean of these."""
    read = [Sentiment(each, label_of(each), 0.5) for each in (-0.6, -0.1, 0.1, 0.6, 0.6, -0.6)]
    found = calibration.measured(np.array([0, 0, 1, 2, 2, 2]), read)
    assert found.accuracy == pytest.approx(4 / 6)
    assert found.confusion == ((1, 1, 0), (0, 1, 0), (1, 0, 2))
    assert found.macro_f1 == pytest.approx((0.5 + 2 / 3 + 0.8) / 3)
    assert found.sign == pytest.approx(4 / 5)  # a faint lean to the right side is right
