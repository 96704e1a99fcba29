"""The phrases by which a text gives tasks: forms A and B of the domain's list, each named for what it finds."""

from __future__ import annotations

import re

from corpus.gazetteer import UPPER

# A verb that gives a task, at the beginning of a sentence, of a bracket, or behind the body that gives it.
GIVES = re.compile(
    r"(?:(?P<opening>^|[.;:,]\s|\()(?:(?:[Kk]ính|[Tt]rân trọng|[Tt]iếp tục|[Đđ]ồng thời) )?"
    r"(?P<verb>[Gg]iao(?: nhiệm vụ cho| cho)?|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công|"
    r"(?P<through>[Cc]hỉ đạo|[Đđ]ôn đốc))|"
    rf"(?:tỉnh|xã|phường|phố|Tỉnh|Phố|huyện|Chính phủ|(?:Tỉnh|Thành|Đảng) ủy|[{UPPER}]\w+ [{UPPER}]\w+)"
    r"\s(?P<later>giao|yêu cầu|đề nghị|phân công))\s+(?=\S)"
)
PARTNERS = re.compile(
    r"(?:phối hợp(?:\s+(?:chặt chẽ|tốt|hiệu quả))?(?:, \w+ \w+(?= với))?(?:\s+(?:với|cùng))?|"
    r"cùng(?:\s+với)|(?:có )?sự (?:phối hợp|tham gia) của|"
    r"[Đđ]ơn vị phối hợp(?: thực hiện)?\s*:|[Cc]ơ quan phối hợp\s*:|[Pp]hối hợp\s*:)\s+(?:với\s+)?(?=\S)",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:[Đđ]ơn vị|[Cc]ơ quan|[Bb]ộ phận|[Nn]gười)\s+(?:chủ trì|thực hiện|đầu mối|phụ trách|chịu trách nhiệm)"
    r"(?: thực hiện| tham mưu)?\s*:\s+(?=\S)|"
    r"(?:^|[.;]\s)(?:[Cc]hủ trì(?: thực hiện)?|[Pp]hân công(?: thực hiện)?|[Tt]rách nhiệm thực hiện)\s*:\s+(?=\S)"
)
# The lines below it that say with whom and when.
JOINS = re.compile(
    r"(?:(?:[Đđ]ơn vị|[Cc]ơ quan|[Bb]ộ phận)\s+)?[Pp]hối hợp(?: thực hiện)?\s*:\s+(?=\S)|"
    r"(?:[Tt]hời gian|[Tt]hời hạn)(?: thực hiện| hoàn thành)?\s*:\s+(?=\S)"
)
ROLE = re.compile(
    r"(?:,\s(?:trên cơ sở|căn cứ|theo)\s[^.;:]{3,120},)?\s*(?:[:,]?\s*[Mm]ỗi cơ quan )?"
    r"(?:chủ trì|làm đầu mối|là (?:cơ quan|đơn vị|đầu mối)|tham mưu|"
    r"chịu trách nhiệm|có trách nhiệm|"
    r"phối hợp|chủ động|căn cứ|phải|cần)\b"
)
HEADING = re.compile(
    r"(?P<verb>Giao|Đề nghị|Yêu cầu|Phân công|Đối với|Kiến nghị(?: với)?|"
    r"(?:Nhiệm vụ|Trách nhiệm|Chức năng)(?:, (?:nhiệm vụ|quyền hạn|nghĩa vụ|trách nhiệm)){0,2} của)?\s*"
)
WHEN_FIRST = re.compile(
    r"(?:Trong |Khi |Sau khi (?!nghe )|Trường hợp |Nếu |"
    r"Đối với |Hằng |Hàng |Định kỳ |Quý |Trước |Năm |Căn cứ |Trên cơ sở )[^.;:]{0,90}?,\s+(?=[A-ZĐa-zđ])|"
    r"(?P<direct>Trong quá trình (?:tổ chức |triển khai )?thực hiện\s+(?=[A-ZĐ]))"
)
# `Tiêu chuẩn - đo lường: Ủy ban nhân dân huyện chủ động …`: the owner stands behind a topic.
TOPIC = re.compile(r"[A-ZĐÀ-Ỹ][^.;:]{3,80}:\s+(?=[A-ZĐÀ-Ỹ])")
# `… – Trường THPT Thống Linh hỗ trợ thực hiện.`: the owner stands at the end, behind a dash.
DASHED = re.compile(r"\s[-–]\s(?=\S)")
CARRIES = re.compile(
    r"\s*(?:hỗ trợ |chủ trì |phối hợp )?(?:thực hiện|chủ trì|phụ trách|cho ý kiến)[^.;:]{0,30}[.;]?\s*$"
)
# `Nhiệm vụ … do Tổ trưởng tổ công tác phân công`: the owner is the agent of a passive.
AGENT = re.compile(rf"\bdo\s+(?=[{UPPER}])")
CARRIED = re.compile(r"\s*(?:chủ trì|phân công|đảm nhiệm|phụ trách|chịu trách nhiệm|bố trí)\b")
# Words of titles, without marks: recognition loses them.
DUTIES = re.compile(
    r"TO CHUC THUC HIEN|PHAN CONG|TRACH NHIEM|NHIEM VU|GIAI PHAP|THUC HIEN:?$|TO CHUC TRIEN KHAI|"
    r"CHE DO.{0,20}BAO CAO|"
    r"KIEN NGHI|DE NGHI$",
    re.IGNORECASE,
)
# Persons of a kind are spoken of where norms are set, too.
PERSONS = re.compile(r"(?:Cán bộ|Công chức|Các|Những|Cơ quan, đơn vị)\b")
# What is, was done or is only described gives nobody a task.
STATE = re.compile(
    r"\s*(?:[:,(–-]|(?:được|là|gồm|bao gồm|có(?! trách nhiệm| nhiệm vụ)|do|đã|đang|chưa|vừa|kiến nghị|"
    r"thuộc|của|trong|theo|về|tại|từ|để|"
    r"nhằm|khi|sau|trước|vào|lên|với|và|đặt tại|chịu sự)\b|làm [A-ZĐ])"
)
# What a body has done, does or asks for itself is no duty either, in sections of duties too.
TOLD = re.compile(
    r"\s*(?:đã|đang|chưa|vừa|sẽ|không|kiến nghị|kính đề nghị|trân trọng|là (?!cơ quan|đơn vị|đầu mối)|có quyền|"
    r"được (?:khen|tặng|hưởng|xét|cấp|hỗ trợ|miễn|giảm|sử dụng|phép|quyền))\b"
)
# Who answers for a section is told beside its owner, and carries none of its tasks.
IN_CHARGE = re.compile(r"\s*(?:phụ trách|theo dõi|chỉ đạo)\s*:")
NO_DUTIES = re.compile(
    r"^.{0,30}(?:MUC DICH|MUC TIEU|QUAN DIEM|YEU CAU|CHI TIEU|NOI DUNG, PHUONG THUC|DOI TUONG AP DUNG|"
    r"PHAM VI DIEU CHINH|GIAI THICH TU)|^(?:DANH GIA |TINH HINH |MOT SO |CAC |NHUNG )?(?:THUC TRANG|KET QUA)",
    re.IGNORECASE,
)
# `Bộ Tư pháp có nhiệm vụ, quyền hạn sau:`: it says nothing but that the points below are duties.
EMPTY = re.compile(
    r"\s*(?:là [^;:]{3,60}?\s)?(?:có (?:trách nhiệm|nhiệm vụ)|thực hiện|triển khai|tổ chức)[^.;]{0,60}:\s*$|\s*:\s*$"
)
# Sections in which the issuer asks a superior to act.
PROPOSALS = re.compile(r"KIEN NGHI|DE XUAT|DE NGHI$", re.IGNORECASE)
# Sections that tell how things stand: what was given to whom there was given elsewhere.
NARRATIVE = re.compile(
    r"^(?:DANH GIA |NHUNG |MOT SO |CAC )?(?:THUC TRANG|HIEN TRANG|TINH HINH|BOI CANH|DAC DIEM|KHO KHAN|VUONG MAC|"
    r"TON TAI|HAN CHE|NGUYEN NHAN|UU DIEM|KET QUA (?:THUC HIEN|DAT DUOC))",
    re.IGNORECASE,
)
# `Sở A chỉ đạo Chi cục B thực hiện các nội dung sau:`: the points below are B's.
INSTRUCTS = re.compile(r"\s*(?:chỉ đạo|giao|phân công|yêu cầu)\s+(?=\S)")
FOLLOWS = re.compile(r"\s*(?:tổ chức |chủ trì )?(?:thực hiện|triển khai)[^.;:]{0,60}:\s*$")
# The issuer itself, spoken of in the third person: `Ủy ban nhân dân tỉnh`.
SELF = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)(?: (?:tỉnh|thành phố|xã|phường|huyện|Tỉnh|"
    r"Thành phố)(?: [A-ZĐÀ-Ỹ]\w*)*)?"
)
# A body by its name, but spoken of as a thing where it is a title: `Điều 27. Quỹ Thi đua`.
THING = re.compile(r"(?:Quỹ|Cổng)\b")
# Issuers from whom a committee of a unit takes tasks.
ABOVE = re.compile(r"(?:thường trực )?hội đồng nhân dân|bộ |chính phủ|thủ tướng|quốc hội|ủy ban thường vụ")
OF_UNIT = re.compile(r"ủy ban nhân dân\b")
# Words of which each match of GIVES, LEADS and PARTNERS holds one.
GIVING = ("iao ", "ề nghị ", "êu cầu ", "hân công ", "hỉ đạo ", "ôn đốc ")
LEADING = ("ủ trì", "hực hiện", "ầu mối", "ụ trách", "hân công", "rách nhiệm")
PARTNERED = ("hối hợp", "ùng", "ham gia", "HỐI HỢP", "ÙNG", "HAM GIA", "hối Hợp")
SENTENCE = re.compile(r"(?<=[^\s.]{2}[.])(?<!Ông\.)(?<!Bà\.)(?<!TP\.)(?<!chí\.)\s+(?=[A-ZĐÀ-Ỹ])")
# `Trước ngày 10/10/2022: Các địa phương xây dựng …`: the time stands before a colon.
TIMED = re.compile(r"(?:Trước|Từ|Đến|Trong|Ngày|Tháng|Quý|Năm|Chậm nhất|Tuần|Giai đoạn)\b[^:;]{2,60}:\s+(?=[A-ZĐ])")
# Where a subject ends, whatever its words are; in a decision's last article before `chịu trách nhiệm thi hành`.
ENDS_SUBJECT = re.compile(r"\s*(?::\s|(?:có|chịu) trách nhiệm\b|phải\b)")
EXECUTES = re.compile(
    r"\s*(?:căn cứ Quyết định |và [^;,.]{3,60} )?(?:chịu )?trách nhiệm thi h\S{1,3}\b|\s*căn cứ Quyết định thi hành\b"
)
# What no name holds: it is a clause that goes on.
FINITE = re.compile(
    r"\b(?:phải|cần|sẽ|(?<!được phân công )(?<!được giao )chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|như sau|"
    r"sau đây|gồm|nội dung|trong việc)\b|\bsau$"
)
# How a clause begins that says of a set which are meant, and how one that says by what right they act.
NARROWS = re.compile(
    r"\s*(?:,|và|được|có|trong(?! phạm vi| quá trình)|do|đang|tham gia|hoạt động|nằm|thuộc|tại|ngoài|về|"
    r"làm việc|công tác|sinh sống|cư trú|sử dụng|kinh doanh|sản xuất|khai thác|đầu tư|nhập khẩu)\b"
)
BY_RIGHT = re.compile(r"\s*,?\s*(?:theo|căn cứ|trên cơ sở|trong phạm vi|trong quá trình)\b")
COURTESY = re.compile(r"Các [Ôô]ng,? \(?[Bb]à\)?:?\s+(?=[A-ZĐ])")
TOWARDS = re.compile(r"Đối với (?=[^:.;]{3,120}: (?!Căn cứ|Trên cơ sở)\S)")
COLON = re.compile(r"(?:\s*\([^()]{1,80}\))?\s*:\s+")  # a bracket may stand before it
BRACKET = re.compile(r"\s*\([^()]{1,80}\)")
# What a person is there for.
ACTS = re.compile(
    r"[,–-]\s*(?:phụ trách|chủ trì|thực hiện|theo dõi|chỉ đạo|tham mưu|giúp|làm)\b|"
    r"\s(?:chủ trì|phụ trách|chịu trách nhiệm|có trách nhiệm)\b"
)
# The issuer gives a task: `Ủy ban nhân dân tỉnh yêu cầu các sở …`.
PASSES = re.compile(r"\s(?:kính |trân trọng |tiếp tục )?(?P<verb>giao|yêu cầu|đề nghị|phân công)(?: cho)?\s+(?=\S)")
# A request in the middle of a sentence is one where the body shall do something, and nobody has made it before.
ASKED = re.compile(r"\s*(?::|(?:có|xem xét|sớm)\b)")
PAST = re.compile(r"\bđã\b")
# A directive's opening that names nobody: `Ủy ban nhân dân tỉnh chỉ thị:`.
DIRECTS = re.compile(r"\b(?:chỉ thị|yêu cầu|đề nghị)(?:,? (?:thực hiện|triển khai)[^.;:]{0,80})?\s*:\s*$")
# What makes a body one that has a duty, wherever it stands.
OBLIGED = re.compile(r"\s*(?:(?:có|chịu) trách nhiệm|phải|cần)\b")
# What a subject behind a comma begins with: a bare common noun there goes on a list.
SUBJECT = re.compile(rf"[{UPPER}]|(?:các|những|mỗi|từng|cơ sở|chính quyền|thủ trưởng|chủ|đơn vị)\s")
COMMA = re.compile(r",\s+")
SEMICOLON = re.compile(r";\s+")


def is_told(text: str, at: int) -> bool:
    """Whether what follows a body tells what it is or did, rather than what it shall do."""
    return text[at : at + 2].strip()[:1] != ":" and STATE.match(text, at) is not None
