"""あおぞら市: a city that does not exist, with telephone numbers that cannot ring."""

from datetime import date, time

from kiosk.domain.city import City, Opening, Outcome, Section, Service, Stop, Topic
from kiosk.domain.ids import TopicId

SHIMIN = Section("shimin", "市民課", "0000-00-1235")
KENKO = Section("kenko", "健康課", "0000-00-1236")
KURASHI = Section("kurashi", "くらしの窓口", "0000-00-1237")
AOBA = Stop("aoba", "青葉地区 集会所", "青葉")
TOBU = Stop("tobu", "東部地区 公民館", "東部")
MIDORI = Stop("midori", "みどり台 集会所", "みどり台")

TOPICS = (
    Topic(TopicId("talk"), "職員と 話す", "相談・手続き・何でも", "clerk", "kurashi"),
    Topic(
        TopicId("card"),
        "マイナンバーカード",
        "申請・更新・困ったとき",
        "card",
        "shimin",
        ("マイナンバーカード", "市役所から とどいた 封筒"),
    ),
    Topic(
        TopicId("write"), "書類を いっしょに 書く", "住民票・届け出など", "write", "shimin", ("書きたい 書類", "めがね")
    ),
    Topic(TopicId("phone"), "スマホの 使い方", "文字・写真・電話など", "smartphone", "kurashi"),
    Topic(TopicId("news"), "回覧板・お知らせ", "地区の 新しい お知らせ", "board", "kurashi"),
    Topic(TopicId("checkup"), "健診の 予約", "申しこみ・日にちの変更", "heart", "kenko"),
)

MORE_TOPICS = (
    Topic(TopicId("tax"), "税金の 相談", "納付書・減免", "bank", "shimin"),
    Topic(TopicId("bus"), "バスの 予約", "デマンドバス", "van", "kurashi"),
)

AOZORA = City(
    name="あおぞら市",
    counter="動く市役所",
    accent="#0C472A",
    phone="0000-00-1234",
    phone_hours="月〜金 午前8:30〜午後5:15",
    sections=(SHIMIN, KENKO, KURASHI),
    topics=TOPICS,
    stops=(AOBA, TOBU, MIDORI),
    openings=(
        Opening("aoba", date(2026, 11, 21), time(10), time(15)),
        Opening("tobu", date(2026, 11, 24), time(10), time(15)),
        Opening("midori", date(2026, 11, 26), time(13), time(16)),
        Opening("aoba", date(2026, 11, 28), time(10), time(15)),
    ),
    services=(
        Service("clerk", "相談・手続き"),
        Service("smartphone", "スマホ相談"),
        Service("card", "カード申請"),
        Service("heart", "健診の予約"),
        Service("bank", "銀行の相談", "午後1時から"),
    ),
    outcomes=(
        Outcome("done", "済んだ", "ご用件が すみました", ""),
        Outcome("visit", "後日 来庁", "お話を うかがいました", "つぎは 本人確認の書類を 市役所に お持ちください"),
        Outcome("call", "電話する", "お話を うかがいました", "後日、市役所から お電話します"),
        Outcome("other", "ほかの課へ", "お話を うかがいました", "ほかの課から ご連絡します"),
    ),
)
