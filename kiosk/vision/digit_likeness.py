"""How much a piece of writing looks like a digit rather than a letter: odds from where its strokes run.

One linear judge for each of ten digits and one for kana, kanji and their parts (softmax regression). It was taught with
drawn lines alone; tests/bench/digit_lesson.py draws them, and prints the numbers below. It need not read: the sum over
eight pieces decides.
"""

import base64

import numpy as np

from kiosk.vision.digit_segments import FEATURES
from kiosk.vision.geometry import Floats

_STEP = 0.047737
_OFFSET = np.array([-3.231, 0.334, 0.181, -0.307, 0.163, 0.205, -0.064, -1.062, -2.738, -0.196, 6.702])
_WEIGHTS = (
    "`riZ)2N3Ta`TG6^3LMJt8u$(uM4s;O`ULO!=@;qWb^7}O1N!jv3jFpi{PXn#J`4Kf`QjHBNB!9U1~I)9613<81tYB-"
    "$zTKu?*9W00Tb%;@c7?3{221|H1HJP`RoY@D(3Mm{X@p@;P&_O^CHMGzgrLo*&78m8N%7?1O^xD@(<(?8v_Rl|M2bd@$vux5g-"
    "2h>lXX)>iqX4=?VPrHbuKG4c))8F(*;Z>=E|O6j0~tDF)mn1K_YO2tU{EA@1|<6&B^|_BiY2Bjx1|Hs0UmO8y4{;`{9fBpdwc4d5Rw+xXNW8"
    "B+S}0=E$i3<%Qa>KFbL0`fi)6zA&Z6a)I?<w5-"
    "v5cvH3`R(KG+T<7z|1k6hALJ9@``_~}?cEdrG9d01{P5`q5cd83{vHe<CDped`4!sW>D55p`v5j4|L*zj_V@TM0q^tnE+yX?><Q~9>+KEr66"
    ")dQ{4WLCC<6%s;`G%|*GKpE-5mG^1?%ho_7d*tNzNYc^9?NF?gdHQBpd@m%+~Y>AKK(0+zt&S-"
    "XA60)bjJ<?dBI0{LLIs`Q!=S6ZRPM@e4Wa7bWxp>gm}AE9nQ};1?Dk#PKQ?3-j^e?(YT{3*jgS86x23@CG~{*5v;X4-"
    ")DIIoPuh3mx<B=spJLz}ZYC4e0vz{{Z{@{`B(nL(=ZvA}eQ9=hNE9JoVh&_TMxI6v!*i>P74v(hLzs$^7~M@)rXD@$2ODNAU9O<2@Ve+0$nF"
    "9YfP9+}rjT64&<48GpCa*$^u(-1P9!@b)tx1lJ-W=Q+LLDKHlP)Yl>KFeC8r#RcLD3kU=r@+-"
    "q6>DoTl8|(As>Gb*QE9NH!Dc$bfH3bww)ivhY3;*O11qkE{0|5gO?l9aR*W)L+DH8kq{r?a7`}gwgG`tDIJvJ~O-"
    "z?kEHuVw8!{{3zFysN=984tF6X+A)<?Qk;<~$Y{<>A@v1}xXy>^{#V*%KH5`YQd;;@$N#CJFlO4H5R;6a@YI2Mhk)?<po3`pgF89x}!A{5I+"
    "X(+&R_?j8i-_~-"
    "N?2^#q&(#{6+5c~@9HU<RV6#nw{2jK|kP5<dK^9J<&;r`|~67A~_4*dKN3j6I9$iycOAP4^P9r*VQD)a&S`SS7X8}C#O<L2-"
    "F=kM({@cJ0<@ALU4<`Nh9?)voa3-$Q*3q|w}1rQe`=<5CH_eS*wFu4yy%uK|p?ELrTBJ1cT<r63c-"
    "p}&r2=fsD7f=l>P#Vx02(AFn?I^<x?jGk9<|^t3>KpCjIqT;a-xC-ow9qBfDH8!02mk;dObOcj4Zi-)AN$-"
    "4<S6ds0{90$`u!d267lyD=K~81^5#4KC?@3^-MQus4e;*w`seTLZvFck{Pp|x_w@fD77OzI6Zrf57x~@"
)
_JUDGES = np.frombuffer(base64.b85decode(_WEIGHTS), np.int8).reshape(FEATURES, 11) * _STEP


def digit_odds(strokes: Floats) -> Floats:
    """(n,) logarithms of odds, from (n, FEATURES) strokes of pieces; 0 is as much a digit as a letter."""
    votes = strokes @ _JUDGES + _OFFSET
    return np.asarray(np.logaddexp.reduce(votes[:, :10], axis=1) - votes[:, 10], np.float64)
