"""What was learnt from a study's scores, in a sentence."""

from __future__ import annotations

from engage_desktop.models.calibration import LEAST_FOR_CUTS, Calibration, Method
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import decimal, percent


def calibrated(known: Calibration) -> str:
    """What was done with the scores, how right it is on texts kept apart, and how right the engine was alone."""
    if known.method is Method.NONE:
        if known.after.n < LEAST_FOR_CUTS:
            return tr(
                "Pas encore de calibration : il faut au moins {least} textes notés.", least=LEAST_FOR_CUTS
            )
        return tr(
            "Calibration sans gain : le moteur seul a raison pour {before} des {texts}.",
            before=percent(known.before.accuracy),
            texts=_texts(known.before.n),
        )
    return tr(
        "{method} : {after} d'accord avec les scores sur des textes mis à part, contre {before} avant "
        "(bon côté {sign} contre {sign_before}, F1 moyen {f1} contre {f1_before}, {texts}).",
        method=method_name(known.method),
        after=percent(known.after.accuracy),
        before=percent(known.before.accuracy),
        sign=percent(known.after.sign),
        sign_before=percent(known.before.sign),
        f1=decimal(known.after.macro_f1, 2),
        f1_before=decimal(known.before.macro_f1, 2),
        texts=_texts(known.after.n),
    )


def method_name(method: Method) -> str:
    """How scores are put to use."""
    return {
        Method.NONE: tr("Sans calibration"),
        Method.CUTS: tr("Seuils ajustés aux scores"),
        Method.MODEL: tr("Modèle appris sur les scores"),
    }[method]


def _texts(n: int) -> str:
    return tn("{n} texte noté", "{n} textes notés", n)
