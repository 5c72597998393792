"""What the city that does not exist says in Vietnamese and Chinese."""

from dataclasses import fields, replace
from typing import TypeVar

from kiosk.domain.city import (
    City,
    CityWords,
    Outcome,
    OutcomeWords,
    Section,
    SectionWords,
    Stop,
    StopWords,
    Topic,
    TopicWords,
)
from kiosk.domain.languages import CHINESE, VIETNAMESE

Entry = TypeVar("Entry", City, Section, Topic, Stop, Outcome)

_KINDS = {
    City: CityWords,
    Section: SectionWords,
    Topic: TopicWords,
    Stop: StopWords,
    Outcome: OutcomeWords,
}
_SAID: dict[str, tuple[tuple[object, ...], tuple[object, ...]]] = {
    "city": (
        ("Thành phố Aozora", "Tòa thị chính lưu động", "Thứ Hai đến thứ Sáu, 8:30–17:15"),
        ("青空市（あおぞら市）", "流动市政府", "星期一至星期五 8:30–17:15"),
    ),
    "shimin": (("Phòng Cư dân (市民課)",), ("市民课（市民課）",)),
    "kenko": (("Phòng Sức khỏe (健康課)",), ("健康课（健康課）",)),
    "kurashi": (("Quầy Đời sống (くらしの窓口)",), ("生活窗口（くらしの窓口）",)),
    "aoba": (("Nhà sinh hoạt khu Aoba",), ("青叶地区 集会所",)),
    "tobu": (("Nhà văn hóa khu Tobu",), ("东部地区 公民馆",)),
    "midori": (("Nhà sinh hoạt Midoridai",), ("绿台 集会所",)),
    "talk": (("Nói chuyện với cán bộ", "Tư vấn, thủ tục, mọi việc"), ("和职员谈话", "咨询、手续，什么都可以")),
    "card": (
        ("Thẻ My Number", "Đăng ký, gia hạn, gặp vấn đề", ("Thẻ My Number", "Thư tòa thị chính gửi")),
        ("个人编号卡", "申请、更新、有困难时", ("My Number卡", "市政府寄来的信封")),
    ),
    "write": (
        ("Cùng viết giấy tờ", "Phiếu cư trú, khai báo", ("Giấy tờ cần viết", "Kính mắt")),
        ("一起填写文件", "住民票、申报等", ("要填写的文件", "眼镜")),
    ),
    "phone": (("Cách dùng điện thoại", "Chữ, ảnh, gọi điện"), ("智能手机的用法", "文字、照片、电话等")),
    "news": (("Tin của khu phố", "Tin mới ở nơi quý vị sống"), ("传阅板、通知", "本地区的新通知")),
    "checkup": (("Khám sức khỏe", "Đặt hoặc đổi ngày"), ("预约体检", "预约、改日期")),
    "tax": (("Thuế", "Giấy nộp tiền, giảm thuế"), ("税金咨询", "缴款单、减免")),
    "bus": (("Đặt xe buýt", "Xe buýt theo yêu cầu"), ("预约巴士", "按需巴士")),
    "done": (("Hôm nay đã xong mọi việc",), ("您的事今天都办完了",)),
    "visit": (
        ("Quý vị đã nói chuyện với cán bộ", "Lần tới xin mang giấy tờ tùy thân"),
        ("您已和职员谈过", "下次请带身份证明文件到市政府来"),
    ),
    "call": (
        ("Quý vị đã nói chuyện với cán bộ", "Tòa thị chính sẽ gọi cho quý vị"),
        ("您已和职员谈过", "市政府会给您打电话"),
    ),
    "other": (
        ("Quý vị đã nói chuyện với cán bộ", "Phòng khác sẽ liên lạc với quý vị"),
        ("您已和职员谈过", "其他课会联系您"),
    ),
}


def in_all_languages(entry: Entry) -> Entry:
    """The entry with its words in the languages that stand under `other`. KeyError for one that has none here."""
    key = "city" if isinstance(entry, City) else str(entry.code if isinstance(entry, Outcome) else entry.id)
    kind = _KINDS[type(entry)]
    names = [field.name for field in fields(kind)]
    told = {
        language: kind(**dict(zip(names, said, strict=False)))
        for language, said in zip((VIETNAMESE, CHINESE), _SAID[key], strict=True)
    }
    return replace(entry, other=told)
