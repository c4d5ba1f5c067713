"""Tags are counted in pieces of any size, outside of what is no content."""

from __future__ import annotations

import random

import pytest

from overdue_cli.ingest.text.tag_count import TagCount

TEXT = (
    "<a><!-- <Ntry> --><Ntry>1</Ntry><![CDATA[<Ntry>]]><?note <Ntry> ?><p:NTRY a='b'/>"
    "<Ntrys><!-- z <Ntry ><Ntry\n>"
)


@pytest.mark.parametrize("seed", range(50))
def test_the_pieces_make_no_difference(seed: int) -> None:
    rng = random.Random(seed)
    text = TEXT.replace("1", " " * rng.randrange(600))
    count, at = TagCount("Ntry"), 0
    while at < len(text):
        size = rng.randrange(1, 90)
        count.feed(text[at : at + size])
        at += size
    assert count.total() == 4


def counted(text: str, *, page: bool = False) -> int:
    count = TagCount("tr", page=page)
    count.feed(text)
    return count.total()


def test_a_comment_that_never_ends_hides_nothing() -> None:
    assert counted("<tr><!-- <tr> --><!-- <tr><tr>") == 3


def test_scripts_and_styles_hold_rows_only_where_the_text_is_no_page() -> None:
    text = "<tr><script>'<tr>'</script><style><tr></style><tr><track>"
    assert (counted(text, page=True), counted(text)) == (2, 4)


def test_a_comment_that_is_empty_ends_at_once() -> None:
    assert counted("<!--><tr><!---><tr><!-- --!><tr>", page=True) == 3
