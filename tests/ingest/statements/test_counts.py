"""What stands in a statement is read or its loss is told: by a second count of the movements.

``OVERDUE_MUTATIONS`` is the number of changed copies, and ``OVERDUE_SEED`` repeats a run; both are
printed.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from bank_files import STATEMENTS, credit, mt940
from overdue_cli.domain.errors import OverdueError
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.statements.read import own_format, read_statement
from overdue_cli.ingest.statements.values import Reading, StatementChoices
from overdue_cli.ingest.text.encoding import guess, marked_encoding
from sizes import size
from statement_mutations import BROKEN, SAME, Written, held

COPIES = size("OVERDUE_MUTATIONS", small=400, large=5000)
SEED = int(os.environ.get("OVERDUE_SEED", "20261129"))
CHOICES = StatementChoices(account="1", currency="EUR", date_order="dmy")


def entry(number: int, amount: str, more: str = "") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        f"<BookgDt><Dt>2026-06-{number:02}</Dt></BookgDt><AcctSvcrRef>B{number}</AcctSvcrRef>{more}"
        f"<AddtlNtryInf>Müller & Söhne {number}</AddtlNtryInf></Ntry>\n".replace(" & ", " &amp; ")
    )


CAMT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
    "<Stmt><Id>S1</Id><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
    + "".join(entry(day, f"{day}.50") for day in range(1, 8))
    + "</Stmt>\n<Stmt><Id>S2</Id><Acct><Id><IBAN>DE75512108001245126199</IBAN></Id></Acct>\n"
    + entry(9, "200.00", "<NtryDtls><Btch><NbOfTxs>4</NbOfTxs></Btch></NtryDtls>")
    + "</Stmt></BkToCstmrStmt></Document>\n"
)


def movement(day: int, amount: str, end: str) -> str:
    values = {
        "TRNTYPE": "CREDIT", "DTPOSTED": f"202606{day:02}120000", "TRNAMT": amount,
        "FITID": f"F{day}", "NAME": f"Payer {day}", "MEMO": f"rent {day}",
    }  # fmt: skip
    told = "".join(f"<{name}>{text}{end.format(name)}\n" for name, text in values.items())
    return f"<STMTTRN>\n{told}</STMTTRN>\n"


def ofx(head: str, end: str) -> str:
    def statement(kind: str, days: range) -> str:
        moved = "".join(movement(day, f"{day}.25", end) for day in days)
        return (
            f"<{kind}><CURDEF>EUR{end.format('CURDEF')}<BANKTRANLIST>\n{moved}</BANKTRANLIST>"
            f"<LEDGERBAL><BALAMT>1.00{end.format('BALAMT')}<DTASOF>20260630{end.format('DTASOF')}"
            f"</LEDGERBAL></{kind}>"
        )

    return (
        f"{head}<OFX><BANKMSGSRSV1><STMTTRNRS>{statement('STMTRS', range(1, 7))}</STMTTRNRS>\n"
        f"<STMTTRNRS>{statement('STMTRS', range(8, 11))}</STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    )


QIF = "!Type:Bank\n" + "".join(
    f"D{day}/06/2026\nT{day}00.10\nPPayer {day}\nMrent {day}\n^\n" for day in range(13, 20)
)
PAGE = (
    "<html><head><title>Umsätze</title></head><body><p>Konto 1</p><table>\n"
    "<tr><th>Buchungstag</th><th>Verwendungszweck</th><th>Betrag</th></tr>\n"
    + "".join(
        f"<tr><td>{day}.06.2026</td><td>rent {day}</td><td>{day},50</td></tr>\n"
        for day in range(13, 20)
    )
    + "</table></body></html>\n"
)
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def sheet(prefix: str) -> str:
    """The rows of the page as a workbook in XML, whose elements have a prefix or none."""
    rows = re.findall(r"<tr>(.*)</tr>", PAGE)
    cells = [re.findall(r"<t[dh]>([^<]*)", row) for row in rows]
    told = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row)
        + "</Row>\n"
        for row in cells
    )
    book = f'<Workbook><Worksheet ss:Name="A"><Table>\n{told}</Table></Worksheet></Workbook>'
    named = re.sub(r"<(/?)(?=[A-Z])", rf"<\1{prefix}", book)
    spaces = f'xmlns="{SPACE}" xmlns:ss="{SPACE}"'
    named = named.replace("Workbook>", f"Workbook {spaces}>", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{named}\n'


MADE = {
    "camt": Written("CAMT", CAMT),
    "ofx1": Written("OFX", ofx("OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n", "")),
    "ofx2": Written("OFX", ofx('<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n', "</{}>")),
    "qif": Written("QIF", QIF),
    "mt940": Written(
        "MT940",
        mt940(*(credit(f"06{day:02}", f"{day},00", f"Rate {day}", "Wer") for day in range(1, 8)))
        + mt940(credit("0620", "5,00", "Dank", "Wer"), number="7/1"),
    ),
    "page": Written("HTML", PAGE),
    "book": Written("BOOK", sheet("")),
    "book with prefixes": Written("BOOK", sheet("ss:")),
}


def real() -> dict[str, Written]:
    """The statements beside the repository that are read, as text."""
    found = {}
    for path in sorted(STATEMENTS.rglob("*")) if STATEMENTS.is_dir() else ():
        content = path.read_bytes() if path.is_file() else b""
        kind = own_format(content[: 1 << 14])
        if not kind or path.suffix == ".csv" or len(content) > 300_000:
            continue
        name = marked_encoding(content[: 1 << 14]) or guess(content)
        try:
            text = content.decode(name or "utf-8")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
        one = Written(kind, re.sub(r"(?=<Ntry>)", "\n", text) if kind == "CAMT" else text)
        found[path.name] = one
    return found


def read(one: Written, folder: Path) -> Reading | str:
    """What is read of it, or why nothing is."""
    path = folder / "statement"
    path.write_bytes(one.content)
    try:
        return read_statement(path, CHOICES)
    except BadFile as fault:
        return fault.problem.rule
    except OverdueError as fault:
        return str(fault)


def told(reading: Reading) -> int:
    """How many movements were read, or left out with a reason."""
    lines = [line.row for line in reading.lines]
    rows = len(set(lines)) if reading.format == "CAMT" else len(lines)
    left = len(reading.problems) - sum(
        "with a date and an" in one.rule for one in reading.problems
    )
    said = [*reading.notes, *(one.rule for one in reading.problems)]
    numbers = (re.search(r"(\d+) (?:trades? of sec|records? with a date)", one) for one in said)
    announced = sum("announced" in note or "not booked (" in note for note in reading.notes)
    securities = sum(int(found[1]) for found in numbers if found)
    return rows + left + announced + (securities if reading.format == "QIF" else 0)


def amounts(reading: Reading) -> list[tuple[str, int]]:
    return [(line.value_on, line.amount) for line in reading.lines]


SOURCES = {**MADE, **real()}


def read_of(name: str, folder: Path) -> Reading | None:
    reading = read(SOURCES[name], folder)
    return None if isinstance(reading, str) else reading


@pytest.mark.parametrize("name", MADE)
def test_every_movement_of_a_statement_is_read(name: str, tmp_path: Path) -> None:
    one, reading = MADE[name], read_of(name, tmp_path)
    assert reading is not None
    header = one.kind in ("HTML", "BOOK")
    assert told(reading) + header == held(one) > 6


@pytest.mark.skipif(len(SOURCES) == len(MADE), reason="no real files beside the repository")
def test_every_movement_of_the_real_statements_is_read_or_its_loss_is_told(tmp_path: Path) -> None:
    lost = []
    for name, one in SOURCES.items():
        reading = read_of(name, tmp_path)
        if one.kind not in ("HTML", "BOOK") and reading is not None and told(reading) != held(one):
            lost.append(f"{name}: {told(reading)} of {held(one)}")
    assert lost == []
    assert len(SOURCES) > 60


def changed(name: str, rng: random.Random) -> tuple[Written, list[str]]:
    """A statement written otherwise, with the names of the changes."""
    one = SOURCES[name]
    every = list(SAME[one.kind])
    chosen = sorted(rng.sample(every, rng.randrange(1, 4)), key=every.index)
    for change in chosen:
        one = change(one, rng)
    return one, [change.__name__ for change in chosen]


@pytest.mark.law
def test_the_same_statement_written_otherwise_is_read_to_the_same_movements(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = random.Random(SEED)
    plain = {name: reading for name in SOURCES if (reading := read_of(name, tmp_path))}
    lost: list[str] = []
    done: Counter[str] = Counter()
    for number in range(COPIES):
        name = rng.choice([*MADE, *plain])
        one, changes = changed(name, rng)
        reading = read(one, tmp_path)
        done[one.kind] += 1
        if isinstance(reading, str) or amounts(reading) != amounts(plain[name]):
            said = reading if isinstance(reading, str) else f"{len(amounts(reading))} movements"
            lost.append(f"{number} {name} {changes}: {said}, not {len(amounts(plain[name]))}")
    with capsys.disabled():
        print(f"\nOVERDUE_SEED={SEED} OVERDUE_MUTATIONS={COPIES}: {dict(done)}")
    assert lost == []


@pytest.mark.law
def test_what_is_lost_of_a_broken_statement_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = random.Random(SEED + 1)
    names = [name for name in SOURCES if read_of(name, tmp_path)]
    silent: list[str] = []
    done: Counter[str] = Counter()
    for number in range(COPIES):
        name = rng.choice([*MADE, *names])
        one = SOURCES[name]
        chosen = rng.choices(BROKEN, k=rng.randrange(1, 3))
        for change in chosen:
            one = change(one, rng)
        reading = read(one, tmp_path)
        done["refused" if isinstance(reading, str) else "read"] += 1
        if isinstance(reading, str) or reading.format == "list":
            continue
        if told(reading) < held(one._replace(kind=reading.format)):
            changes = [change.__name__ for change in chosen]
            silent.append(f"{number} {name} {changes}: {told(reading)} of {held(one)}")
    with capsys.disabled():
        print(f"\nOVERDUE_SEED={SEED} OVERDUE_MUTATIONS={COPIES}: {dict(done)}")
    assert silent == []
    assert min(done["refused"], done["read"]) > COPIES // 20


def rule(one: Written, folder: Path) -> str:
    """Why a file is refused."""
    said = read(one, folder)
    assert isinstance(said, str), amounts(said)
    return said


def test_a_movement_outside_of_every_ofx_statement_refuses_the_file(tmp_path: Path) -> None:
    text = MADE["ofx2"].text.replace("<STMTTRNRS>", movement(25, "9.00", "</{}>") + "<STMTTRNRS>")
    assert rule(Written("OFX", text), tmp_path) == "the file holds 11 movements, 9 were read"


def test_movements_without_any_ofx_statement_are_read(tmp_path: Path) -> None:
    moved = movement(5, "9.00", "") + movement(6, "7.00", "")
    text = f"OFXHEADER:100\n\n<OFX><CURDEF>EUR<BANKTRANLIST>{moved}</BANKTRANLIST></OFX>"
    reading = read(Written("OFX", text), tmp_path)
    assert not isinstance(reading, str)
    assert amounts(reading) == [("2026-06-05", 900), ("2026-06-06", 700)]


def test_text_between_ofx_aggregates_loses_no_movement(tmp_path: Path) -> None:
    text = re.sub(r"(<STMTTRN>|<BANKTRANLIST>|<STMTRS>|</STMTTRN>)", r"\1 page 1 ", ofx("", ""))
    reading = read(Written("OFX", text), tmp_path)
    assert not isinstance(reading, str)
    assert len(amounts(reading)) == 9


def test_a_commented_movement_is_none(tmp_path: Path) -> None:
    text = MADE["ofx1"].text.replace("</BANKTRANLIST>", f"<!--{movement(25, '9.00', '')}-->", 1)
    reading = read(Written("OFX", text), tmp_path)
    assert not isinstance(reading, str)
    assert len(amounts(reading)) == 9


def test_a_booking_outside_of_every_camt_statement_refuses_the_file(tmp_path: Path) -> None:
    text = CAMT.replace("</BkToCstmrStmt>", entry(25, "9.00") + "</BkToCstmrStmt>")
    assert rule(Written("CAMT", text), tmp_path) == "the file holds 9 movements, 8 were read"


def test_camt_bookings_deeper_in_a_statement_and_documents_in_a_message_are_read(
    tmp_path: Path,
) -> None:
    document = CAMT.partition("?>\n")[2].replace("<Ntry>", "<List><Ntry>")
    document = document.replace("</Ntry>", "</Ntry></List>")
    text = f"<?xml version='1.0'?><Message><Head/>{document}{document}</Message>"
    reading = read(Written("CAMT", text), tmp_path)
    assert not isinstance(reading, str)
    assert len(amounts(reading)) == 16


def test_a_mt940_line_that_is_no_movement_is_a_problem_with_its_line(tmp_path: Path) -> None:
    text = MADE["mt940"].text.replace(":61:2606030603", ":61:26O6030603")
    reading = read(Written("MT940", text), tmp_path)
    assert not isinstance(reading, str)
    assert [(one.row, one.column) for one in reading.problems] == [(9, ":61:")]
    assert len(amounts(reading)) == 7


def test_trades_in_a_qif_file_are_left_out_by_name(tmp_path: Path) -> None:
    trades = "!Type:Invst\nD13/06/2026\nNBuy\nYACME\nT50.00\n^\nD14/06/2026\nNSell\nT7.00\n^\n"
    reading = read(Written("QIF", QIF + trades), tmp_path)
    assert not isinstance(reading, str)
    assert len(amounts(reading)) == 7
    assert any("2 trades of securities left out" in note for note in reading.notes)


def test_a_qif_list_that_is_not_known_is_a_problem(tmp_path: Path) -> None:
    strange = "!Type:Girokonto\nD13/06/2026\nT50.00\nPWer\n^\n"
    reading = read(Written("QIF", QIF + strange), tmp_path)
    assert not isinstance(reading, str)
    (problem,) = reading.problems
    assert (problem.value, problem.rule) == (
        "girokonto",
        "a list that is not known holds 1 record with a date and an amount",
    )


def test_a_qif_record_with_two_amounts_refuses_the_file(tmp_path: Path) -> None:
    text = QIF.replace("T1300.10\n", "T1300.10\nT9.00\n")
    assert rule(Written("QIF", text), tmp_path) == "the file holds 8 movements, 7 were read"


def test_memorized_payments_and_categories_of_a_qif_file_are_no_movements(tmp_path: Path) -> None:
    lists = "!Type:Cat\nNRent\nDwhat we pay\nT\nE\n^\n!Type:Memorized\nKC\nT12.00\nPWer\n^\n"
    reading = read(Written("QIF", lists + QIF), tmp_path)
    assert not isinstance(reading, str)
    assert (len(amounts(reading)), reading.problems) == (7, ())


@pytest.mark.parametrize("opened", ["<script>", "<style>", "<!-- "])
def test_a_page_of_which_rows_are_lost_is_refused(opened: str, tmp_path: Path) -> None:
    text = PAGE.replace("<tr><td>16", f"{opened}<tr><td>16")
    said = read(Written("HTML", text), tmp_path)
    if isinstance(said, str):
        assert re.match(r"the page holds 8 rows \(<tr>\), [1-7] (were|was) read", said)
    else:
        assert len(amounts(said)) == 7


def test_rows_of_a_page_without_a_table_are_read(tmp_path: Path) -> None:
    rows = PAGE[PAGE.index("<tr>") : PAGE.index("</table>")]
    reading = read(Written("HTML", rows), tmp_path)
    assert not isinstance(reading, str)
    assert len(amounts(reading)) == 7
