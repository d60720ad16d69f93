"""The reference of the window: bare PySide6 and sqlite3 showing the same counts, as one JSON line."""

from __future__ import annotations

import json
import os
import sqlite3
import sys

from tests.benchmarks.table import since_start


def main(study: str) -> None:
    """Count, show, say how long that took since the process began."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

    application = QApplication([])
    window = QWidget()
    column = QVBoxLayout(window)
    connection = sqlite3.connect(f"file:{study}?mode=ro", uri=True)
    for statement in (
        "SELECT q.code, a.number, count(*) FROM answer a JOIN question q ON q.id = a.question_id"
        " WHERE a.number IS NOT NULL GROUP BY 1, 2",
        "SELECT substr(r.submitted_at, 1, 7), avg((a.number >= 9) - (a.number <= 6)), count(*) FROM response r"
        " JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = a.question_id WHERE q.kind = 'nps' GROUP BY 1",
        "SELECT p.value, avg((a.number >= 9) - (a.number <= 6)), count(*) FROM response r JOIN answer a"
        " ON a.response_id = r.id JOIN question q ON q.id = a.question_id JOIN participant_attribute p"
        " ON p.participant_id = r.participant_id AND p.attribute_id = 1 WHERE q.kind = 'nps' GROUP BY 1",
    ):
        for row in connection.execute(statement).fetchmany(20):
            column.addWidget(QLabel(" ".join(map(str, row))))
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    window.repaint()

    painted = since_start()
    import psutil

    print(json.dumps({"painted": painted, "megabytes": psutil.Process().memory_full_info().uss / 1e6}))


if __name__ == "__main__":
    main(sys.argv[1])
