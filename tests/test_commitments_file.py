"""What is said of a commitments.toml that is written wrongly."""

from __future__ import annotations

import pytest

from regcheck.analysis.commitments import read_commitments
from regcheck.diagnostic import RegcheckError

PROMISE = {"id": '"一"', "source": '"甲"', "text": '"乙"', "carrier": '"regulation"'}
ELEMENT = {"id": '"e"', "kind": '"obligation"', "about": '["乙"]'}


def written(promise: dict[str, str], element: dict[str, str]) -> str:
    parts = ["[[commitment]]", *(f"{key} = {value}" for key, value in (PROMISE | promise).items())]
    parts += ["[[commitment.element]]"]
    parts += [f"{key} = {value}" for key, value in (ELEMENT | element).items()]
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("promise", "element", "message", "hint"),
    [
        ({"carrier": '"regulations"'}, {}, "承诺 一：carrier 不能写 regulations",
         "budget、measure、plan、project、regulation、rule、unconfirmed"),
        ({"tense": '"future"'}, {}, "承诺 一：tense 不能写 future",
         "background、commitment、done、reported"),
        ({"strength": '"strong"'}, {}, "strength 不能写 strong", "direction、measure、quantified"),
        ({"strengh": '"measure"'}, {}, "没有 strengh 这个键", "是不是 strength？"),
        ({}, {"unit": '"工作日"'}, "承诺 一 的要素 e：unit 不能写 工作日",
         "day、month、percent、times、year、yuan"),
        ({}, {"note": '"丙"'}, "承诺 一 的要素 e：没有 note 这个键", "about"),
        ({}, {"kind": '"licence_revocation"'}, "没有种类 licence_revocation",
         "是不是 licence（吊销许可证件）或者 revocation（撤销奖励等）？"),
        ({}, {"kind": '"obligations"'}, "没有种类 obligations", "是不是 obligation（义务）？"),
        ({}, {"kind": '"罚款"'}, "没有种类 罚款", "是不是 fine（罚款）？"),
    ],
)  # fmt: skip
def test_message(promise: dict[str, str], element: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(RegcheckError) as raised:
        read_commitments(written(promise, element), "c.toml")
    assert message in str(raised.value)
    assert hint in str(raised.value.hint)


def test_what_is_left_out() -> None:
    with pytest.raises(RegcheckError, match="承诺 一：没有写 source"):
        read_commitments('[[commitment]]\nid = "一"\ntext = "乙"\ncarrier = "rule"\n', "c.toml")
