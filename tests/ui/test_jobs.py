"""Reads and writes off the window's thread."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from engage_desktop.errors import EngageError, Reason
from engage_desktop.progress import Progress
from engage_desktop.ui.jobs import Jobs


def test_a_read_runs_elsewhere_and_is_answered_on_the_windows_thread(jobs: Jobs) -> None:
    where: list[int] = []
    jobs.read(
        "owner",
        lambda _progress: threading.get_ident(),
        lambda ran: where.extend((ran, threading.get_ident())),
    )
    jobs.wait()
    assert where[1] == threading.get_ident()
    assert where[0] != where[1]


def test_the_latest_read_of_an_owner_wins(jobs: Jobs) -> None:
    gate = threading.Event()
    answers: list[str] = []

    def slow(_progress: Progress) -> str:
        gate.wait(5)
        return "first"

    jobs.read("owner", slow, answers.append)
    jobs.read("owner", lambda _progress: "second", answers.append)
    gate.set()
    jobs.wait()
    assert answers == ["second"]


def test_two_owners_are_both_answered(jobs: Jobs) -> None:
    answers: list[str] = []
    jobs.read("one", lambda _progress: "one", answers.append)
    jobs.read("two", lambda _progress: "two", answers.append)
    jobs.wait()
    assert sorted(answers) == ["one", "two"]


def test_an_overtaken_read_is_asked_to_stop(jobs: Jobs) -> None:
    began, stopped = threading.Event(), threading.Event()

    def patient(progress: Progress) -> None:
        began.set()
        try:
            while True:
                progress.step(0, 0, "waiting")
        finally:
            stopped.set()

    jobs.read("owner", patient, lambda _nothing: None)
    assert began.wait(5)
    jobs.read("owner", lambda _progress: None, lambda _nothing: None)
    jobs.wait()
    assert stopped.is_set()


def test_a_read_for_a_widget_that_is_gone_is_not_answered(jobs: Jobs) -> None:
    import shiboken6

    owner = QObject()
    answers: list[int] = []
    jobs.read((owner, "counts"), lambda _progress: 1, answers.append)
    shiboken6.delete(owner)
    jobs.wait()
    assert answers == []


def test_writes_run_one_at_a_time_in_the_order_asked(jobs: Jobs) -> None:
    order: list[int] = []
    threads: set[int] = set()

    def write(number: int) -> None:
        threads.add(threading.get_ident())
        order.append(number)

    for number in range(50):
        jobs.write(lambda _progress, number=number: write(number))  # type: ignore[misc] # the number of this turn
    jobs.wait()
    assert order == list(range(50))
    assert len(threads) == 1


def test_progress_reaches_the_window_with_the_label(jobs: Jobs) -> None:
    told: list[tuple[str, int, int]] = []
    jobs.progress.connect(lambda label, done, total: told.append((label, done, total)))
    jobs.write(lambda progress: progress.step(3, 4, "reading"), label="Import")
    jobs.wait()
    assert ("Import", 3, 4) in told


def test_a_flood_of_progress_does_not_flood_the_window(jobs: Jobs) -> None:
    told: list[int] = []
    jobs.progress.connect(lambda _label, done, _total: told.append(done))

    def flood(progress: Progress) -> None:
        for done in range(20_000):
            progress.step(done, 20_000, "reading")

    jobs.write(flood, label="Import")
    jobs.wait()
    assert told[-1] == 19_999
    assert len(told) < 5_000


def test_stopping_a_write_ends_it_and_lets_the_next_one_run(jobs: Jobs) -> None:
    began = threading.Event()
    stopped: list[str] = []
    after: list[str] = []

    def endless(progress: Progress) -> None:
        while True:
            progress.step(0, 0, "reading")
            began.set()

    jobs.stopped.connect(stopped.append)
    jobs.write(endless, label="Import", stopped=lambda: after.append("told"))
    jobs.write(lambda _progress: after.append("next"))
    assert began.wait(5)
    jobs.cancel()
    jobs.wait()
    assert stopped == ["Import"]
    assert sorted(after) == ["next", "told"]


def test_an_error_that_a_person_can_act_upon_goes_to_the_one_who_asked(jobs: Jobs) -> None:
    refused: list[EngageError] = []
    mine: list[EngageError] = []
    jobs.refused.connect(refused.append)

    def refuse(_progress: Progress) -> None:
        raise EngageError(Reason.DISK_FULL, where="etude.engage")

    jobs.write(refuse, failed=mine.append)
    jobs.wait()
    assert [error.reason for error in mine] == [Reason.DISK_FULL]
    assert refused == []
    jobs.write(refuse)
    jobs.wait()
    assert [error.reason for error in refused] == [Reason.DISK_FULL]


def test_a_fault_of_ours_reaches_the_crash_dialog_and_not_the_one_who_asked(jobs: Jobs) -> None:
    crashed: list[BaseException] = []
    answered: list[object] = []
    jobs.crashed.connect(crashed.append)
    jobs.read("owner", lambda _progress: 1 // 0, answered.append)
    jobs.wait()
    assert [type(error) for error in crashed] == [ZeroDivisionError]
    assert answered == []


def test_closing_stops_what_lasts_and_writes_every_small_act(jobs: Jobs) -> None:
    began = threading.Event()
    written: list[int] = []

    def endless(progress: Progress) -> None:
        while True:
            progress.step(0, 0, "reading")
            began.set()

    jobs.write(endless, label="Import")
    for number in range(20):
        jobs.write(lambda _progress, number=number: written.append(number))  # type: ignore[misc] # the number of this turn
    assert began.wait(5)
    jobs.close()
    assert written == list(range(20))
    assert not any(thread.name.startswith(("reader", "writer")) for thread in threading.enumerate())


def test_nothing_is_taken_on_after_closing(jobs: Jobs) -> None:
    jobs.close()
    jobs.read("owner", lambda _progress: pytest.fail("ran"), lambda _nothing: None)
    jobs.write(lambda _progress: pytest.fail("ran"))
    assert not jobs.busy


# later


def test_what_is_left_for_later_comes_after_the_reads_asked_by_then(jobs: Jobs) -> None:
    gate = threading.Event()
    order: list[str] = []

    def more(_nothing: bool) -> None:
        order.append("first")
        jobs.read("other", lambda _progress: None, lambda _none: order.append("more"))

    jobs.later(lambda: order.append("later"))
    jobs.read("owner", lambda _progress: gate.wait(5), more)
    gate.set()
    jobs.wait()
    assert order == ["first", "more", "later"]


def test_what_is_left_for_later_comes_once_even_when_nothing_is_read(jobs: Jobs) -> None:
    told: list[str] = []
    jobs.later(lambda: told.append("one"))
    jobs.later(lambda: told.append("two"))
    assert jobs.busy
    jobs.wait()
    assert told == ["one", "two"]
    assert not jobs.busy


def test_nothing_is_left_for_later_once_closed(jobs: Jobs) -> None:
    jobs.later(lambda: pytest.fail("made"))
    jobs.close()
    jobs.later(lambda: pytest.fail("made"))
    jobs.wait()


# aside


def test_a_write_does_not_wait_for_what_was_set_aside(jobs: Jobs) -> None:
    gate, began = threading.Event(), threading.Event()
    ends: list[str] = []

    def patient(_progress: Progress) -> None:
        began.set()
        gate.wait(5)

    jobs.aside(patient, lambda _nothing: ends.append("aside"), label="Lecture")
    assert began.wait(5)
    jobs.write(lambda _progress: gate.set(), lambda _nothing: ends.append("write"))
    jobs.wait()
    assert sorted(ends) == ["aside", "write"]


def test_stopping_what_was_set_aside_by_its_label_leaves_the_write_alone(jobs: Jobs) -> None:
    running = threading.Barrier(3)
    over: list[str] = []
    told: list[str] = []

    def endless(progress: Progress) -> None:
        running.wait(5)
        while not gate.is_set():
            progress.step(0, 0, "reading")

    gate = threading.Event()
    jobs.stopped.connect(told.append)
    jobs.write(endless, lambda _nothing: over.append("write"), label="Import")

    def stopped() -> None:
        over.append("stopped")
        gate.set()

    jobs.aside(endless, label="Lecture", stopped=stopped)
    running.wait(5)
    jobs.cancel("Lecture")
    jobs.wait()
    assert over == ["stopped", "write"]
    assert told == []


def test_what_was_set_aside_can_be_waited_for_from_a_write(jobs: Jobs) -> None:
    began = threading.Event()
    order: list[str] = []

    def endless(progress: Progress) -> None:
        began.set()
        try:
            while True:
                progress.step(0, 0, "reading")
        finally:
            order.append("ended")

    jobs.aside(endless)
    assert began.wait(5)
    ended = jobs.cancel_asides()
    jobs.write(lambda _progress: ended(), lambda _nothing: order.append("closed"))
    jobs.wait()
    assert order == ["ended", "closed"]
