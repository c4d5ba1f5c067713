"""Days with the names of months, times of day, and what is a month and no day."""

from __future__ import annotations

from collections import defaultdict

import pytest

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.values.clocks import read_clock
from overdue_cli.ingest.values.dates import DateColumn, moment_of, read_moment
from overdue_cli.ingest.values.month_names import folded, months_by_name
from overdue_cli.ingest.word_lists import list_rows

MONTHS = list_rows("overdue_cli.ingest.values", "months.csv")
WEEKDAYS = list_rows("overdue_cli.ingest.values", "weekdays.csv")
LANGUAGES = "en de fr es it pt nl sv da no fi pl zh".split()


def column(*texts: str, order: str = "") -> DateColumn:
    return DateColumn("f.csv", "due", lambda: list(enumerate(texts, 2)), order)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14 May 2026", "2026-05-14"), ("14-mag-2026", "2026-05-14"),
        ("14 août 2026", "2026-08-14"), ("14 aout 2026", "2026-08-14"),
        ("1er mai 2026", "2026-05-01"), ("14. Mai 2026", "2026-05-14"),
        ("14 de mayo de 2026", "2026-05-14"), ("Jan 5, 2026", "2026-01-05"),
        ("12-Aug-2026", "2026-08-12"), ("12-AUG-26", "2026-08-12"), ("1-Apr-2026", "2026-04-01"),
        ("14/Mai/2026", "2026-05-14"), ("14th of May 2026", "2026-05-14"),
        ("14May2026", "2026-05-14"), ("Sept. 9, 2026", "2026-09-09"),
        ("2026-Jan-05", "2026-01-05"), ("1º de maio de 2026", "2026-05-01"),
        ("14 maja 2026", "2026-05-14"), ("14. toukokuuta 2026", "2026-05-14"),
        ("14 mrt 2026", "2026-03-14"), ("14 paź 2026", "2026-10-14"),
        ("Thu, 14 May 2026", "2026-05-14"), ("Donnerstag, 14. Mai 2026", "2026-05-14"),
        ("Do., 14.05.2026", "2026-05-14"), ("2026-06-30 星期二", "2026-06-30"),
        ("2026/6/30(周二)", "2026-06-30"), ("二〇二六年六月三十日", "2026-06-30"),
        ("2026年十一月廿一日", "2026-11-21"), ("2026 年 6 月 30 日", "2026-06-30"),
        ("20260106091002", "2026-01-06"), ("2026-01-06-09.10.02", "2026-01-06"),
        ("2026-01-06-09.10.02.123456", "2026-01-06"), ("2026-07-10T10:00:00Z", "2026-07-10"),
        ("20260313 101500", "2026-03-13"), ("25/07/2026 à 10h15", "2026-07-25"),
        ("14 May 2026 9:05 pm", "2026-05-14"), ("2026年6月30日 10时15分", "2026-06-30"),
        ("2026年6月30日10:15", "2026-06-30"), ("2026-06-30, 10:15 Uhr", "2026-06-30"),
    ],
)  # fmt: skip
def test_days_in_words_and_with_a_time(text: str, day: str) -> None:
    assert column(text).read(text) == day
    assert column(text, order="dmy").read(text) == day


@pytest.mark.parametrize("row", MONTHS, ids=lambda row: f"{row['language']}-{row['month']}")
def test_every_month_of_every_language(row: dict[str, str]) -> None:
    for word in row["words"].split("|"):
        for text in (f"14 {word} 2026", f"14-{word.upper()}-2026", f"{word.title()}. 14, 2026"):
            assert column().read(text) == f"2026-{int(row['month']):02}-14"


def test_no_word_is_the_name_of_two_months() -> None:
    months: dict[str, set[str]] = defaultdict(set)
    for row in MONTHS:
        for word in row["words"].split("|"):
            months[folded(word)].add(row["month"])
    assert {word: names for word, names in months.items() if len(names) > 1} == {}
    assert len(months) == len(months_by_name())


def test_every_language_has_its_twelve_months_and_seven_weekdays() -> None:
    for language in LANGUAGES:
        months = [int(row["month"]) for row in MONTHS if row["language"] == language]
        assert months == list(range(1, 13))
        words = next(row["words"] for row in WEEKDAYS if row["language"] == language)
        assert len(words.split("|")) >= 13
        assert not {*map(folded, words.split("|"))} & {*months_by_name()}


@pytest.mark.parametrize(
    "text",
    ["Dec-2025", "Jun-2026", "2026-06", "2026/6", "2026年6月", "2026年6月份", "06/2026",
     "Mai 2026", "202606", "May-26", "août 2026", "六月 2026"],
)  # fmt: skip
def test_a_month_is_no_day(text: str) -> None:
    with pytest.raises(BadCell) as caught:
        column(text).read(text)
    assert "this is a month" in caught.value.rule


@pytest.mark.parametrize(
    "text",
    ["14 Foo 2026", "31 Jun 2026", "bis 14.05.2026", "before 14 May 2026", "14 May", "May",
     "14 May 026", "2026-01-06-9.10", "20260106991002", "14 15 May 2026", "二〇二六年十三月一日"],
)  # fmt: skip
def test_what_is_no_day_either(text: str) -> None:
    with pytest.raises(BadCell):
        column(text).read(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20260106091002", "2026-01-06T09:10:02"), ("2026-01-06-09.10.02", "2026-01-06T09:10:02"),
        ("2026-07-10T10:00:00Z", "2026-07-10T10:00:00+00:00"),
        ("20260313 101500", "2026-03-13T10:15:00"), ("25/07/2026 à 10h15", "2026-07-25T10:15:00"),
        ("20260313T101500Z", "2026-03-13T10:15:00+00:00"),
        ("2026-06-30T23:59:59.5+0800", "2026-06-30T23:59:59+08:00"),
        ("2026-06-30 11:59 PM", "2026-06-30T23:59:00"), ("2026-06-30", "2026-06-30T12:00:00"),
        ("14 May 2026 9 pm", "2026-05-14T21:00:00"),
        ("14.05.2026 um 9.05 Uhr", "2026-05-14T09:05:00"),
        ("2026年6月30日 下午3:05", "2026-06-30T15:05:00"),
        ("2026年6月30日 10时15分20秒", "2026-06-30T10:15:20"),
        ("2026-06-30 12:30 a.m.", "2026-06-30T00:30:00"),
    ],
)  # fmt: skip
def test_moments(text: str, moment: str) -> None:
    assert read_moment(column(text).read, text) == moment


@pytest.mark.parametrize("text", ["2026-06-30 25:00", "2026-06-30 10:61", "2026-06-30 13:05 am"])
def test_a_time_that_no_day_has(text: str) -> None:
    with pytest.raises(BadCell, match="no such time"):
        read_moment(column(text).read, text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("141329", "14:13:29"), ("10:15", "10:15:00"), ("9.05 pm", "21:05:00"),
     ("91329", "09:13:29"),
     ("1015", "10:15:00"), ("10h15", "10:15:00"), ("10 h", "10:00:00"), ("9am", "09:00:00"),
     ("上午9:30", "09:30:00"), ("9时30分", "09:30:00"), ("9点", "09:00:00"),
     ("kl. 9.30", "09:30:00"),
     ("10:15:20.5", "10:15:20"), ("12:00 AM", "00:00:00")],
)  # fmt: skip
def test_times_of_day(text: str, clock: str) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize("text", ["", "soon", "25:00", "10:61", "915", "246060", "10", "10:1"])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(BadCell):
        read_clock(text)


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [("20260406", "141329", "2026-04-06T14:13:29"), ("06.04.2026", "", "2026-04-06T12:00:00"),
     ("2026-04-06 00:00:00", "9:30", "2026-04-06T09:30:00"),
     ("2026-04-06 09:30", "9:30", "2026-04-06T09:30:00")],
)  # fmt: skip
def test_a_day_and_a_time_in_two_cells(day: str, clock: str, moment: str) -> None:
    assert moment_of(column(day).read, day, clock) == moment


def test_two_times_of_one_moment_stop() -> None:
    with pytest.raises(BadCell, match="another time"):
        moment_of(column().read, "2026-04-06 09:30", "10:30")
