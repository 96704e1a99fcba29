"""Which words go on a name and which end it: the nouns of lists of bodies, and the verbs of administrative prose.

A pair is joined by `_`. The verbs are those that begin a duty in plans, directives and regulations; they are many
because any of them may end the name of a body that no table knows.
"""

from __future__ import annotations

# Common nouns that go on a list inside one member: `các cơ quan, đơn vị, địa phương liên quan`.
NOUNS = frozenset(
    """
    ban ngành đoàn đơn địa cơ thành thị xã phường huyện quận đặc doanh tổ công viên người trường khu thôn ấp khóm
    kinh hội cấp cá tập hộ lực chính phòng sở nhà cán bộ lĩnh khối cụm tỉnh mặt
    """.split()
)
# First words of the verb that ends a list of bodies. A pair stands where one word alone is also a noun.
VERBS = frozenset(
    """
    chủ_trì phối_hợp tham_mưu làm xem_xét tổ_chức xây_dựng hướng_dẫn triển_khai theo_dõi đôn_đốc chỉ_đạo vận_động
    tuyên_truyền căn_cứ thực_hiện lựa_chọn rà_soát tổng_hợp báo_cáo ban_hành phát_huy phát_động đẩy_mạnh tăng_cường
    bố_trí cung_cấp nghiên_cứu đề_xuất chịu_trách có_trách có_nhiệm tiếp_tục khẩn_trương chủ_động thường_xuyên
    phổ_biến quán_triệt hỗ_trợ đảm_bảo bảo_đảm phân_công tập_trung nâng_cao giúp gửi lập lồng_ghép đưa mở phát_hiện
    kịp_thời cập_nhật thẩm_định trình tham_gia giám_sát đánh_giá sơ_kết tổng_kết có_kế định_kỳ hằng_năm hàng_năm
    nêu tập_huấn bồi_dưỡng phê_duyệt xử_lý giải_quyết duy_trì thành_lập kiện_toàn ứng_dụng số_hóa công_khai
    chuẩn_bị huy_động vận_hành ký đăng thu_thập khảo_sát nắm chấp_hành lãnh_đạo đề_nghị yêu_cầu kiểm_tra thông_tin
    đào_tạo quản_lý giao_ban cân_đối thống_nhất tích_cực tiến_hành thanh_tra điều_hành xác_định bám_sát thay_mặt
    định_hướng hoàn_thành hoàn_thiện khuyến_khích bình_xét quan_tâm góp_ý tự kết_nối tạo với_nội nhân_rộng lấy cử
    điều_phối sử_dụng biên_tập chia_sẻ quy_định quyết_định thẩm_tra hướng_tới tăng giảm nghiêm đồng_thời khắc_phục
    đăng_ký tuyên_dương khen_thưởng thúc_đẩy mời hưởng_ứng tôn_vinh kêu_gọi tham_dự trực_tiếp phụ_trách thu bảo_vệ
    phòng_ngừa chống kiểm_soát phòng_chống đấu_tranh sản_xuất tiếp_nhận trả lưu_trữ tạm_dừng tạm_thời tạm_ứng
    hợp_tác nghiệm_thu đầu_tư khai_thác giới_thiệu dựng_nhà dựng_lại họp thiết_kế phát_triển lắp_đặt mua_sắm
    tập_kết sơ_tán di_dời ứng_phó khôi_phục sửa_chữa tuyển_dụng tuyển_chọn truyền_thông phát_hành ưu_tiên điều_tra
    bàn_giao thực_thi nộp niêm_yết đầu_mối nghiêm_túc kiến_nghị đẩy_nhanh sớm tìm tiến_độ quan_trắc thông_báo
    làm_việc quy_hoạch thiết_lập hình_thành nâng_cấp thông_qua đa_dạng thí_điểm phân_tích chuyển_đổi tích_hợp
    phấn_đấu phân_bổ liên_kết củng_cố công_bố chú_trọng tuân_thủ trân_trọng kính tiếp_thu tiếp_cận tháo_gỡ giữ
    phân_luồng phân_loại phân_cấp phân_định cấp_phát cấp_phép phản_ánh phản_biện biểu_dương động_viên hoàn_chỉnh
    hoàn_trả hiệp_đồng tham_vấn tư_vấn gia_hạn điều_chỉnh sửa_đổi bổ_sung thay_thế bãi_bỏ đình_chỉ thu_hồi xử_phạt
    ngăn_chặn truy_quét triệt_phá cứu_hộ cứu_nạn tìm_kiếm sẵn_sàng trực_ban ứng_trực túc_trực tuần_tra cảnh_báo
    dự_báo nhắc_nhở chấn_chỉnh rút_kinh mở_rộng khơi_dậy khơi_thông nạo_vét duy_tu bảo_dưỡng bảo_trì bảo_quản
    bảo_tồn gia_cố tu_bổ trùng_tu tôn_tạo giải_ngân giải_phóng giải_tỏa giải_thích giải_trình đền_bù bồi_thường
    thanh_toán quyết_toán thanh_lý chi_trả điều_hòa điều_động điều_tiết tập_hợp đoàn_kết thể_chế gắn_kết kết_hợp
    liên_hệ trao_đổi thỏa_thuận ký_kết cam_kết đáp_ứng phục_vụ khai_báo kê_khai đăng_tải phát_sóng đưa_tin viết
    biên_soạn in_ấn khởi_công khánh_thành khởi_động hoàn_tất kết_thúc bắt_đầu chuyển_giao chuyển_tải lưu_giữ
    bảo_mật trích_xuất đối_chiếu đối_soát xác_minh xác_nhận chứng_thực chứng_nhận công_nhận phúc_tra kiểm_đếm
    kiểm_kê kiểm_định kiểm_nghiệm thống_kê đo_đạc khoanh_vùng khoanh_định cắm giao_nhận giám_định xếp_loại xếp_hạng
    bình_chọn đề_cử tiến_cử sắp_xếp luân_chuyển điều_chuyển bổ_nhiệm giáo_dục dạy_nghề huấn_luyện diễn_tập thăm_hỏi
    tặng chăm_lo chăm_sóc giúp_đỡ cứu_trợ trợ_giúp đỡ_đầu nuôi_dưỡng tiêm_phòng phun_thuốc tiêu_độc khử_trùng
    cách_ly khống_chế trồng tiêu_thụ thu_mua dự_trữ bình_ổn kích_cầu xúc_tiến quảng_bá thu_hút mời_gọi khuyến_cáo
    khuyến_nghị coi_trọng đề_cao nêu_cao xác_lập kiến_tạo đổi_mới sáng_tạo cải_thiện cải_tiến cải_tạo cải_cách
    cắt_giảm đơn_giản rút_ngắn tinh_giản tiết_kiệm hạn_chế loại_bỏ xóa_bỏ xoá_bỏ phòng_tránh cưỡng_chế nghiêm_cấm
    quyết_liệt kiên_quyết kiên_trì linh_hoạt sâu_sát nhanh_chóng từng_bước đột_xuất đồng_loạt đồng_bộ chấm_điểm
    chấm_dứt dừng tiên_phong gương_mẫu nỗ_lực làm_tốt bảo_lãnh bao_phủ khởi_tố truy_tố xét_xử thi_hành đảm_nhiệm
    đảm_nhận thừa_ủy nhận tiến_tới đạt hằng_tháng hàng_tháng hằng_quý hàng_quý thảo_luận trả_lời cho_ý chấp_thuận
    đồng_ý lưu_ý không_ngừng ủng_hộ quyên_góp trao trồng_rừng giao_dịch tổng_kiểm tái_cơ phát_biểu ghi treo nghe
    đón thăm tránh thu_gom biểu_quyết tán_thành trang_bị có_phương có_biện có_giải có_văn có_Văn có_hướng có_ý
    có_hình có_báo
    """.split()
)
# Words that end a name and begin no duty.
STOPS = frozenset(
    """
    được phải cần theo trong trên_cơ để nhằm về tại khi sau trước từ vào đến lên sẽ do không đã đang chưa vừa cũng
    còn là nhất đặc_biệt nếu như mà vì bởi qua bằng cho ngay thì hay gồm vẫn luôn cụ_thể gắn và_báo
    """.split()
)
# After these words the next is part of a name, never a verb: `các tổ chức`, `cơ quan quản lý`, `nhà cung cấp`.
BINDS = frozenset(
    """
    xúc_tiến các những cơ_quan cơ_sở phòng ban trung_tâm bộ_phận công_tác hệ_thống lực_lượng đoàn đội chuyên
    hoạt_động bầu giáo_dục thông_tin chủ nhà dự_án việc dịch_vụ người ban_chỉ_đạo
    """.split()
)
# Kinds of bodies that alone are no name yet: `Hội đồng | thẩm định`, `Quỹ | bảo lãnh`.
KINDS = frozenset("hội_đồng quỹ hội trạm viện nhóm trung_tâm tổ đoàn đội chi_cục cục công_ty nhà_máy".split())
# Those named for a work, though its words begin duties, too; `Hội` alone is often the subject of its duties.
WORKERS = (KINDS - {"hội"}) | {"ban", "câu_lạc_bộ"}
WORKS = frozenset(
    "vận_động xử_lý tuần_tra trực_ban ứng_trực thu_gom sửa_chữa duy_tu bảo_dưỡng xung_kích sáng_tạo".split()
)
# And what its work may be done to: `Ban giám sát | đầu tư`, `Tổ cứu nạn | cứu hộ`.
OBJECTS = frozenset("đầu_tư cứu_nạn cứu_hộ phòng_chống đổi_mới sáng_tạo".split())
# And these where they are printed small: `dự án đầu tư xây dựng`, but `Sở Kế hoạch và Đầu tư xây dựng` does it.
BINDS_SMALL = frozenset({"đầu_tư", "cung_cấp", "quản_lý", "sản_xuất", "sử_dụng"})
# Verbs that are also the first noun of a complement: `Trung tâm xúc tiến …`, `Đoàn kiểm tra`.
NOUNS_TOO = frozenset(
    """
    tổ_chức quản_lý kiểm_tra thông_tin đào_tạo thanh_tra tuyên_truyền giám_sát điều_hành sản_xuất thẩm_định sử_dụng
    thu kiểm_soát tư_vấn giám_định kiểm_định kiểm_nghiệm cứu_hộ cứu_nạn tìm_kiếm xúc_tiến bảo_tồn chăm_sóc giáo_dục
    dạy_nghề thống_kê thi_hành phục_vụ chuyển_đổi cải_cách phòng ứng_phó giải_phóng bồi_thường cách_ly điều_phối
    dự_báo cứu_trợ trợ_giúp đổi_mới sáng_tạo tiêu_thụ thu_mua bảo_lãnh chứng_nhận giải_quyết khen_thưởng phân_phối
    tiếp_nhận thẩm_tra đánh_giá huấn_luyện bảo_trì khuyến_khích khắc_phục phòng_chống công_nhận nghiên_cứu đầu_tư
    báo_cáo khai_thác phụ_trách lãnh_đạo tham_mưu xây_dựng bảo_vệ trả chuyên tạo truyền_thông cung_cấp vận_hành
    hỗ_trợ phát_triển tổng_hợp trình quan_trắc giúp_việc điều_tra chi_trả cử chương_trình quy_trình quá_trình
    tiến_trình lộ_trình công_trình hợp_tác đăng_ký kết_nối công_lập việc_làm
    """.split()
)
# What a steering committee (Ban Chỉ đạo) is for.
PROGRAMMES = frozenset(
    """
    cải_cách chuyển_đổi phát_triển xây_dựng phòng phòng_chống ứng_phó bảo_vệ giáo_dục khắc_phục đổi_mới sắp_xếp
    giải_phóng chăm_sóc thi_hành thực_hiện xóa xoá giảm cổ_phần bầu
    """.split()
)
# What may follow a name that is complete, and says which is meant: `các xã biên giới`, `UBND tỉnh lân cận`.
MODIFIERS = frozenset(
    """
    liên có của thuộc trực_thuộc trên_địa ở nơi phía lân giáp biên ven vùng miền đảo khác các cấp chức_năng chuyên
    nhân_dân và hoặc cùng với còn quanh bị chịu_ảnh hưởng nghèo khó_khăn trung_ương nước ngoài nội tỉnh huyện xã
    phường đô_thị thị thành phố trấn khu mới cũ tại
    """.split()
)
# Words of a sentence that names its owner and nothing else: `chủ trì, phối hợp thực hiện các nhiệm vụ sau`.
EMPTY = frozenset(
    """
    chủ trì phối hợp thực hiện triển khai tổ chức có chịu trách nhiệm vụ quyền hạn nội dung công việc tác các một
    số những tốt sau đây như cụ thể trọng tâm giải pháp này và với theo năng được giao của mình tập trung động chỉ
    đạo khẩn trương nghiêm túc cùng cơ quan đơn vị liên địa bàn trên
    """.split()
)
# Words that alone name nobody: `Cơ quan có thẩm quyền` is somebody, `Cơ quan` is not, nor a bare `Ông`.
NOBODY = frozenset(
    {"cơ quan", "đơn vị", "hội", "sở", "phòng", "bộ", "cổng", "báo", "đài", "vụ", "cục", "trường", "viện", "quỹ"}
    | {"ông", "bà", "đồng chí"}
)
