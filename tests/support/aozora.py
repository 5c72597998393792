"""あおぞら市: a city that does not exist, with telephone numbers that cannot ring."""

from datetime import date, time

from kiosk.content.readings import read_readings as ruby
from kiosk.domain.city import (
    City,
    CityWords,
    Opening,
    Outcome,
    OutcomeWords,
    Section,
    SectionWords,
    Service,
    Stop,
    StopWords,
    Topic,
    TopicWords,
)
from kiosk.domain.ids import TopicId
from tests.support.aozora_other import in_all_languages


def _section(section_id: str, name: str, phone: str, easy: str, en: str) -> Section:
    return in_all_languages(Section(section_id, name, phone, SectionWords(ruby(easy)), SectionWords(en)))


def _stop(stop_id: str, name: str, area: str, easy: str, en: str) -> Stop:
    return in_all_languages(Stop(stop_id, name, area, StopWords(ruby(easy)), StopWords(en)))


def _easy(title: str, hint: str, prepare: tuple[str, ...] = ()) -> TopicWords:
    return TopicWords(ruby(title), ruby(hint), tuple(map(ruby, prepare)))


SHIMIN = _section("shimin", "市民課", "0000-00-1235", "市民課《しみんか》", "Residents Section")
KENKO = _section("kenko", "健康課", "0000-00-1236", "健康課《けんこうか》", "Health Section")
KURASHI = _section("kurashi", "くらしの窓口", "0000-00-1237", "くらしの 窓口《まどぐち》", "Daily Life Counter")
AOBA = _stop("aoba", "青葉地区 集会所", "青葉", "青葉地区《あおばちく》 集会所《しゅうかいじょ》", "Aoba Meeting House")
TOBU = _stop("tobu", "東部地区 公民館", "東部", "東部地区《とうぶちく》 公民館《こうみんかん》", "Tobu Community Hall")
MIDORI = _stop(
    "midori", "みどり台 集会所", "みどり台", "みどり台《だい》 集会所《しゅうかいじょ》", "Midoridai Meeting House"
)

TOPICS = tuple(
    map(
        in_all_languages,
        (
            Topic(
                TopicId("talk"),
                "職員と 話す",
                "相談・手続き・何でも",
                "clerk",
                "kurashi",
                easy=_easy("職員《しょくいん》と 話《はな》す", "何《なん》でも 聞《き》けます"),
                en=TopicWords("Talk to a clerk", "Advice, procedures, anything"),
            ),
            Topic(
                TopicId("card"),
                "マイナンバーカード",
                "申請・更新・困ったとき",
                "card",
                "shimin",
                ("マイナンバーカード", "市役所から とどいた 封筒"),
                _easy(
                    "マイナンバー カード",
                    "作《つく》る・新《あたら》しく する",
                    ("マイナンバーカード", "市役所《しやくしょ》から とどいた 手紙《てがみ》"),
                ),
                TopicWords("My Number Card", "Apply, renew, problems", ("My Number Card", "Letter from city hall")),
            ),
            Topic(
                TopicId("write"),
                "書類を いっしょに 書く",
                "住民票・届け出など",
                "write",
                "shimin",
                ("書きたい 書類", "めがね"),
                _easy("紙《かみ》を 書《か》く", "いっしょに 書《か》きます", ("書《か》く 紙《かみ》", "めがね")),
                TopicWords(
                    "Fill in papers together", "Certificates, notices, more", ("The papers to fill in", "Your glasses")
                ),
            ),
            Topic(
                TopicId("phone"),
                "スマホの 使い方",
                "文字・写真・電話など",
                "smartphone",
                "kurashi",
                easy=_easy("スマホを 使《つか》う", "字《じ》・写真《しゃしん》・電話《でんわ》"),
                en=TopicWords("Using a smartphone", "Text, photos, calls, more"),
            ),
            Topic(
                TopicId("news"),
                "回覧板・お知らせ",
                "地区の 新しい お知らせ",
                "board",
                "kurashi",
                easy=_easy("お知《し》らせを 読《よ》む", "町《まち》の 新《あたら》しい こと"),
                en=TopicWords("Local news", "News from your neighbourhood"),
            ),
            Topic(
                TopicId("checkup"),
                "健診の 予約",
                "申しこみ・日にちの変更",
                "heart",
                "kenko",
                easy=_easy("健診《けんしん》に 行《い》く 日《ひ》", "決《き》める・かえる"),
                en=TopicWords("Health check", "Book or change a date"),
            ),
        ),
    )
)

MORE_TOPICS = tuple(
    map(
        in_all_languages,
        (
            Topic(
                TopicId("tax"),
                "税金の 相談",
                "納付書・減免",
                "bank",
                "shimin",
                easy=_easy("税金《ぜいきん》の 話《はなし》", "市《し》に はらう お金《かね》"),
                en=TopicWords("Taxes", "Payment slips, reductions"),
            ),
            Topic(
                TopicId("bus"),
                "バスの 予約",
                "デマンドバス",
                "van",
                "kurashi",
                easy=_easy("バスを よぶ", "乗《の》る 日《ひ》を 決《き》める"),
                en=TopicWords("Book a bus", "On-demand bus"),
            ),
        ),
    )
)

AOZORA = in_all_languages(
    City(
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
        outcomes=tuple(
            map(
                in_all_languages,
                (
                    Outcome(
                        "done",
                        "済んだ",
                        "ご用件が すみました",
                        easy=OutcomeWords("きょう ぜんぶ おわりました"),
                        en=OutcomeWords("Everything was done today"),
                    ),
                    Outcome(
                        "visit",
                        "後日 来庁",
                        "お話を うかがいました",
                        "つぎは 本人確認の書類を 市役所に お持ちください",
                        OutcomeWords(
                            ruby("話《はなし》を 聞《き》きました"),
                            ruby("つぎは 名前《なまえ》が わかる カードを 市役所《しやくしょ》に もって きてください"),
                        ),
                        OutcomeWords(
                            "You have talked with a clerk", "Next, please bring proof of who you are to city hall"
                        ),
                    ),
                    Outcome(
                        "call",
                        "電話する",
                        "お話を うかがいました",
                        "後日、市役所から お電話します",
                        OutcomeWords(
                            ruby("話《はなし》を 聞《き》きました"),
                            ruby("市役所《しやくしょ》から 電話《でんわ》します"),
                        ),
                        OutcomeWords("You have talked with a clerk", "City hall will call you"),
                    ),
                    Outcome(
                        "other",
                        "ほかの課へ",
                        "お話を うかがいました",
                        "ほかの課から ご連絡します",
                        OutcomeWords(
                            ruby("話《はなし》を 聞《き》きました"), ruby("ほかの 課《か》が 電話《でんわ》します")
                        ),
                        OutcomeWords("You have talked with a clerk", "Another section will contact you"),
                    ),
                ),
            )
        ),
        easy=CityWords(
            ruby("あおぞら市《し》"),
            ruby("動《うご》く 市役所《しやくしょ》"),
            ruby(
                "月曜日《げつようび》から 金曜日《きんようび》"
                " 午前《ごぜん》8時《じ》30分《ぷん》から 午後《ごご》5時《じ》15分《ふん》"
            ),
        ),
        en=CityWords("Aozora City", "Mobile City Hall", "Monday to Friday, 8:30 am to 5:15 pm"),
    )
)
