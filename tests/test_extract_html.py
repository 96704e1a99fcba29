"""Saved pages: the same plan in the furniture of many sites, Word's own HTML, MHTML, and what their marks mean."""

from __future__ import annotations

import quopri

import pytest

from corpus.model import Source
from extract import read_bytes
from extract.source import load, tell_format

HEAD = (
    "<table><tr><td><b>ỦY BAN NHÂN DÂN<br>TỈNH KHÊ GIANG</b><br>Số: 12/KH-UBND</td>"
    "<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b>"
    "<br><i>Khê Giang, ngày 05 tháng 3 năm 2026</i></td></tr></table>"
)
TEXT = (
    "<p align='center'><b>KẾ HOẠCH</b></p><p align='center'><b>Chuyển đổi số năm 2026</b></p>"
    "<p>Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành "
    "Kế hoạch chuyển đổi số năm 2026 trên địa bàn tỉnh như sau:</p>"
    "<p><b>I. MỤC TIÊU</b></p><p>1. Số hóa hồ sơ lưu trữ của các sở, ban, ngành và của các xã, phường.</p>"
    "<table border='1'><tr><th>STT</th><th>Nhiệm vụ</th></tr><tr><td>1</td><td>Số hóa hồ sơ</td></tr></table>"
    "<p><b>II. TỔ CHỨC THỰC HIỆN</b></p><p>Giao Sở Khoa học và Công nghệ chủ trì, phối hợp các đơn vị liên quan.</p>"
)
ENDING = (
    "<table><tr><td><b>Nơi nhận:</b><br>- Như trên;<br>- Lưu: VT.</td>"
    "<td><b>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</b><br><br>Nguyễn Văn An</td></tr></table>"
)
ANNEX = (
    "<p align='center'><b>PHỤ LỤC</b></p><p>(Kèm theo Kế hoạch số 12/KH-UBND)</p><table border='1'><tr><td>1</td>"
    "<td>Xã Vàm Trăm số hóa 1.200 hồ sơ</td><td>Quý II năm 2026</td></tr><tr><td>2</td><td>Xã Trường Khê số hóa 900 "
    "hồ sơ hộ tịch và 300 hồ sơ đất đai</td><td>Quý III năm 2026</td></tr></table>"
)
PLAN = HEAD + TEXT + ENDING
MENU = "<ul>" + "".join(f"<li><a href='/{at}'>Mục tin tức số {at} của trang</a></li>" for at in range(30)) + "</ul>"
RELATED = "<div><p>Văn bản liên quan</p>" + MENU + "</div>"


def page(body: str, head: str = "<meta charset='utf-8'>") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>Trang</title></head><body>{body}</body></html>"


def source(text: str) -> Source:
    return load(text.encode(), "trang.html")


MEANT = source(page(PLAN))
# The properties that the sites print differ; what they are called is the same.
CELLS = "<tr><td>Số hiệu:</td><td>12/KH-UBND</td><td></td><td>Loại văn bản:</td><td>Kế hoạch</td></tr>"
SITES = {
    "tabs, a table of properties in two columns, nested blocks": (
        f"<div id='menu'>{MENU}</div><div id='divThuocTinh'><h1>Kế hoạch 12</h1><table>{CELLS}</table></div>"
        f"<div id='tab1'><div class='content1'><div class='content1'><div>{PLAN}</div></div></div>"
        f"<div>Lưu trữ</div><div>Ghi chú</div><div>Ý kiến</div></div>{RELATED}"
    ),
    "full text beside a box of properties": (
        f"<div class='box'>{MENU}</div><div class='vbInfo'><ul><li>Số ký hiệu: 12/KH-UBND</li><li>Tình trạng: Còn "
        f"hiệu lực</li></ul></div><div class='fulltext'><div class='toanvan' id='toanvan'>{PLAN}</div></div>"
    ),
    "tabs that stand before the text, contents behind it": (
        "<main><div class='detail'><div><span>Nội dung</span><span>Thuộc tính</span><span>Lược đồ</span>"
        f"<span>100%</span></div><div class='tab'>{PLAN}</div></div></main><div class='fixed'><div>Mục lục</div>"
        "<div><div>I. MỤC TIÊU</div><div>II. TỔ CHỨC THỰC HIỆN</div></div></div>"
    ),
    "hints behind each paragraph and remarks of editors": (
        "<table><tr><th>Số hiệu:</th><td>12/KH-UBND</td></tr></table><div class='the-document-body'>"
        + PLAN.replace(
            "</p>", "</p><span class='tooltip-button'><span class='bg-theo-doi'>Đang theo dõi</span></span>"
        )
        + "<div class='docitem-binhluan'>Xem thêm hướng dẫn tại đây</div></div>"
    ),
    "a notice to log in, the document between the site's own blocks": (
        "<div class='wrap'><p>Để sử dụng tiện ích nâng cao, mời Quý khách đăng ký gói cước.</p><p>Vui lòng đăng "
        f"nhập.</p>{PLAN}<div>Từ khóa: chuyển đổi số</div>{RELATED}</div>"
    ),
    "a layout of tables": (
        f"<table width='100%'><tr><td colspan='2'>{MENU}</td></tr><tr><td width='20%'>{MENU}</td><td>"
        f"<div>{PLAN}</div></td></tr><tr><td colspan='2'>Bản quyền thuộc Cổng thông tin điện tử tỉnh. Ghi rõ nguồn "
        "khi phát lại.</td></tr></table>"
    ),
    "a portlet": (
        f"<div id='wrap'><div class='portlet-layout'><div class='portlet'><div class='portlet-body'>{MENU}</div>"
        f"</div><div class='portlet'><section><div class='portlet-content'><div class='journal-content-article'>"
        f"{PLAN}</div></div></section></div></div><div class='content-related'>{MENU}</div></div>"
    ),
    "a tab that was not open": f"<div>{MENU}</div><div style='display:none' id='noidung'>{PLAN}</div>",
    "the document straight in the page": PLAN,
}


@pytest.mark.parametrize("site", SITES)
def test_the_document_is_found_in_any_furniture(site: str) -> None:
    found = source(page(SITES[site]))
    lines = [line for line in found.lines if line.origin != "property"]
    assert "\n".join(found.of(line) for line in lines) == MEANT.text
    assert [len(grid.rows) for grid in found.tables] == [len(grid.rows) for grid in MEANT.tables]
    record = read_bytes(page(SITES[site]).encode(), "trang.html")
    assert (record.kind, record.number, record.symbol, record.date) == ("KH", 12, "KH-UBND", "2026-03-05")
    assert record.issuer == "Ủy ban nhân dân tỉnh Khê Giang"
    assert record.signer.name == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"<table>{CELLS}</table>", (("Số hiệu", "12/KH-UBND"), ("Loại văn bản", "Kế hoạch"))),
        ("<dl><dt>Người ký</dt><dd>Nguyễn Văn An</dd></dl>", (("Người ký", "Nguyễn Văn An"),)),
        ("<ul><li>Số ký hiệu: 12/KH-UBND</li></ul>", (("Số ký hiệu", "12/KH-UBND"),)),
        ("<div><span>Ngày ban hành</span><span>05/3/2026</span></div>", (("Ngày ban hành", "05/3/2026"),)),
        ("<div><div>Trích yếu:</div><div>Chuyển đổi số</div></div>", (("Trích yếu", "Chuyển đổi số"),)),
        ("<table><tr><td>Số hiệu:</td><td>Loại văn bản:</td></tr></table>", ()),
        ("<p>Lưu ý: xem bản gốc</p>", ()),
    ],
)
def test_what_a_site_says_of_the_document(body: str, found: tuple[tuple[str, str], ...]) -> None:
    assert source(page(f"<div>{body}</div><div>{PLAN}</div>")).properties == found


@pytest.mark.parametrize(
    "body",
    [
        f"<div><div>{PLAN}</div><div>{ANNEX}</div></div>{RELATED}",
        f"<div>{PLAN}{ANNEX}</div>{RELATED}",
        f"<div class='WordSection1'>{PLAN}</div><div class='WordSection2'>{ANNEX}</div>",
    ],
)
def test_an_annex_behind_the_signature_is_part_of_the_document(body: str) -> None:
    assert source(page(body)).text == source(page(PLAN + ANNEX)).text


def test_a_page_without_head_and_signature_is_read_by_its_words() -> None:
    story = "".join(f"<p>Đoạn {at} của bài viết về công tác chuyển đổi số trên địa bàn.</p>" for at in range(12))
    found = source(page(f"<div>{MENU}</div><div><div class='bai'>{story}</div></div><div>{MENU}</div>"))
    assert found.text.startswith("Đoạn 0")
    assert found.text.endswith("Đoạn 11 của bài viết về công tác chuyển đổi số trên địa bàn.")
    assert any("Mục tin tức số 3" in words for words in found.furniture)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ol><li>Một</li><li>Hai</li></ol>", "1. Một\n2. Hai"),
        ("<ol type='a' start='3'><li>Ba</li><li value='9'>Chín</li></ol>", "c. Ba\ni. Chín"),
        ("<ol type='I'><li>Một</li></ol>", "I. Một"),
        ("<ul><li>Một ý</li></ul>", "• Một ý"),
        ("<ol><li>1. Một</li><li>- Hai</li></ol>", "1. Một\n- Hai"),
        ("<ul style='list-style:none'><li>Một ý</li></ul>", "Một ý"),
        ("<p>Đã<a href='#_ftn1' name='_ftnref1'>[1]</a> có</p><div id='ftn1'><p>[1] Chú</p></div>", "Đã có\n[1] Chú"),
        ("<p>Hiện<span style='display:none'>ẩn</span><i hidden>ẩn</i></p>", "Hiện"),
        ("<p>A<br>B</p>", "A\nB"),
        ("<font face='.VnTime'>Uû ban nh©n d©n</font>", "Uỷ ban nhân dân"),
        ("<p style='font-family:\"VNI-Times\"'>Ñoäc laäp</p>", "Độc lập"),
        ("<p class='cu moi'>Kinh tÕ</p>", "Kinh tế"),
        ("<p>El Niño §</p>", "El Niño §"),
    ],
)
def test_what_a_reader_of_a_page_sees(body: str, text: str) -> None:
    style = '<style>p.cu, li.cu {margin:0; font-family:".VnTime";} p.moi {font-family:Arial}</style>'
    assert source(page(body, f"<meta charset='utf-8'>{style}")).text == text


def test_notes_of_word_are_footnotes() -> None:
    body = "<p>Đã có<a href='#_ftn1'>[1]</a></p><div id='ftn1'><p>[1] Chú thích</p></div><p>Sau</p>"
    assert [line.origin for line in source(page(body)).lines] == ["body", "footnote", "body"]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1258", "cp1258"),
        ("windows-1252", "cp1252"),
        ("khong-co", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_the_characters_are_those_that_the_page_says(charset: str, encoding: str) -> None:
    words = "Số: 3 ã õ ý" if encoding.startswith("utf") else "ã õ ý" if encoding == "cp1252" else "ă đ ơ ư"
    body = page(f"<p>{words}</p>", f"<meta http-equiv='Content-Type' content='text/html; charset={charset}'>")
    assert load(body.encode(encoding), "a.htm").text == words


def archive(*parts: tuple[str, str, str]) -> bytes:
    """An MHTML of parts: their type, their encoding for transfer, their text."""
    lines = ["From: <Saved by a browser>", "Subject: Ke hoach", "MIME-Version: 1.0"]
    lines += ['Content-Type: multipart/related; type="text/html"; boundary="---ranh"', ""]
    for kind, way, text in parts:
        held = quopri.encodestring(text.encode()).decode() if way == "quoted-printable" else text
        lines += ["-----ranh", f"Content-Type: {kind}", f"Content-Transfer-Encoding: {way}", "", held]
    return "\r\n".join([*lines, "-----ranh--", ""]).encode()


def test_a_page_in_one_file_is_read_as_the_page() -> None:
    frame = page("<p>Quảng cáo</p>")
    data = archive(
        ("text/html", "quoted-printable", page(f"<div>{MENU}</div><div>{PLAN}</div>")),
        ("text/html", "quoted-printable", frame),
        ("text/css", "8bit", "p {color: red}"),
    )
    assert tell_format(data) == "html"
    assert load(data, "trang.mht").text == MEANT.text


def test_a_letter_is_no_page() -> None:
    assert tell_format(b"From: van thu\n\nK\xe1\xba\xbf ho\xe1\xba\xa1ch") == "txt"


# --- hostile or odd pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<div>" * 150 + "<p>Điều một</p><p>Hai<b> ba</b></p>" + "</div>" * 150,
            "Điều một\nHai ba",
        ),
        (f"<ol start='{'9' * 5000}'><li>Rà soát</li></ol>", "1. Rà soát"),
        (f"<ol><li value='{'9' * 5000}'>Rà soát</li></ol>", "1. Rà soát"),
        ("<ol type=a><li value=999999>Rà soát</li></ol>", "999999. Rà soát"),
        ("<ol type=a><li value=9999999>Rà soát</li></ol>", "a. Rà soát"),
        (f"<table><tr><td colspan='{'9' * 5000}'>Một</td><td>Hai</td></tr></table>", "Một\nHai"),
        (
            "<p class='operating-note'>Lưu trữ</p><p id='shared-x'>Số hóa</p><p class='fb-share'>Gửi</p>",
            "Lưu trữ\nSố hóa",
        ),
        ("<p class='comment'>Điều 5. Hiệu lực</p><p class='btnShare'>Chia sẻ</p>", "Điều 5. Hiệu lực"),
    ],
)
def test_odd_pages_keep_their_words(body: str, text: str) -> None:
    assert source(page(body)).text == text


def test_longer_words_that_were_taken_out_are_told() -> None:
    long = "Đoạn này nằm trong khung chú thích của trang và dài hơn hẳn một nút bấm"
    notes = source(page(PLAN.replace("<p><b>II", f"<p class='tooltip'>{long}</p><p><b>II"))).notes
    assert [note.code for note in notes] == ["page-part-left-out"]
    assert long in notes[0].message
    assert source(page(PLAN.replace("<p><b>II", "<p class='tooltip'>Chia sẻ</p><p><b>II"))).notes == ()


@pytest.mark.parametrize(
    ("cited", "is_kept"),
    [
        ("Kế hoạch số 12/KH-UBND ngày 10/01/2024", True),
        ("Kế hoạch số 12/KH-UBND ngày 05/3/2026", False),
        ("Kế hoạch số 12/KH-UBND", False),
    ],
)
def test_a_citation_with_the_own_number_is_another_document_where_its_date_is(cited: str, is_kept: bool) -> None:
    found = read_bytes(page(PLAN.replace("1. Số hóa", f"1. Thay thế {cited}; số hóa")).encode(), "trang.html")
    assert ("12/KH-UBND" in [each.reference for each in found.citations]) == is_kept
