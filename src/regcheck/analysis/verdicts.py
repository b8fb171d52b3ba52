"""One sentence of a draft × one element of a promise → what the sentence means for the element.

The verdicts are those of docs/contract.md; the words that decide are data/verdicts.toml and
data/synonyms.toml. A sentence is judged only where it speaks of the element's matter.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from regcheck.analysis.amounts import amounts
from regcheck.analysis.commitments import Commitment, Element
from regcheck.analysis.norms import Norm
from regcheck.analysis.quantities import bound_words
from regcheck.analysis.sanctions import Sanction
from regcheck.analysis.spoken import (
    CLAUSE,
    Spoken,
    beside,
    clauses_on,
    governs,
    items,
    norm_at,
    words_before,
    words_before_sanction,
)
from regcheck.data import expression, table

Status = Literal[
    "covered",
    "kept-by-reference",
    "partial",
    "missing",
    "weakened",
    "contradicted",
    "beyond-authority",
    "out-of-scope",
]
# Which norms are as strong as the one promised, and which are weaker.
_AS_STRONG = {
    "obligation": {"obligation", "responsibility"},
    "responsibility": {"responsibility", "obligation"},
    "encouragement": {"encouragement", "permission", "responsibility", "obligation"},
}
_WEAKER = {
    "obligation": {"permission", "encouragement"},
    "responsibility": {"permission", "encouragement"},
    "permission": {"encouragement"},
}
# What 可以 before it makes weaker than promised.
_BINDING = frozenset({"obligation", "responsibility", "exemption"})
_STRONGER = {"encouragement": {"responsibility", "obligation"}}


class Verdict(msgspec.Struct, frozen=True):
    """What a sentence means for an element, and why, in one Chinese sentence; `stronger` where it
    binds more than was promised."""

    status: Status
    reason: str
    stronger: bool = False


def judge(spoken: Spoken, commitment: Commitment, element: Element) -> Verdict | None:
    """What a sentence on the matter means for the element; None where it says nothing of it."""
    sanction = element.kind in table("kinds")["sanction"]
    if sanction:
        verdict = _judge_sanction(spoken, commitment, element)
    else:
        verdict = _judge_norm(spoken, commitment, element)
    if spoken.law is not None and (
        verdict is None or (not sanction and _only_named(spoken, element))
    ):
        return left_to(spoken.law)
    if verdict is None or verdict.status != "covered":
        return verdict
    weaker = _judge_words(spoken, commitment, element)
    number = judge_quantity(spoken.sentence, element, commitment.text)
    if number is None and element.unit is not None:
        return None
    if number and number.status != "covered":
        return number
    return weaker or (number if number and number.stronger else verdict)


def _only_named(spoken: Spoken, element: Element) -> bool:
    """Whether the norm is nothing but the name of the matter: 允许失败，依照《甲法》执行。"""
    start = spoken.norm.place.start - spoken.norm.sentence.start
    return any(
        spoken.norm.trigger in word
        and spoken.sentence.startswith(word, start - word.index(spoken.norm.trigger))
        for word in synonyms(element.about)
    )


def _judge_norm(spoken: Spoken, commitment: Commitment, element: Element) -> Verdict | None:
    if not governs(spoken, synonyms(element.about), element.unit):
        return None
    wanted, norm = element.modality or element.kind, spoken.norm
    if norm.kind in _AS_STRONG.get(wanted, {wanted}):
        return _taken_back(spoken, wanted, commitment) or _as_strong(norm.kind, wanted)
    if wanted == "permission" and norm.kind == "obligation":
        secured = expression("verdicts", "stronger", "secured").search(norm.action or "")
        return Verdict("covered", "条文规定了保障它的义务。") if secured else None
    if act := _opposite(spoken, commitment, element):
        return Verdict("contradicted", f"承诺的是{kind_name(wanted)}，条文写的是“{act}”。")
    if norm.kind in _WEAKER.get(wanted, ()):
        written = f"{kind_name(norm.kind)}（“{norm.trigger}”）"
        return Verdict("weakened", f"承诺的是{kind_name(wanted)}，条文写成了{written}。")
    return None


def _as_strong(kind: str, wanted: str) -> Verdict:
    """The verdict on a norm that is as strong as the one promised, or stronger."""
    if kind in _STRONGER.get(wanted, ()):
        reason = f"条文规定了{kind_name(kind)}，比承诺的{kind_name(wanted)}更强。"
        return Verdict("covered", reason, stronger=True)
    return Verdict("covered", f"条文规定了{kind_name(kind)}。")


def _taken_back(spoken: Spoken, wanted: str, commitment: Commitment) -> Verdict | None:
    """The verdict where words before a norm in its clause undo it: 可以不低于, 不得免予追究."""
    before = words_before(spoken, spoken.norm.place.start)
    if wanted == "exemption" and expression("verdicts", "opposite", "refused").search(before):
        reason = f"承诺的是{kind_name(wanted)}，条文把它排除了。"
        return Verdict("contradicted", reason)
    liberty = expression("verdicts", "weak", "liberty").search(before)
    if wanted in _BINDING and liberty and liberty[1] not in commitment.text:
        reason = f"承诺的是{kind_name(wanted)}，条文写的是“{liberty[1]}”。"
        return Verdict("weakened", reason)
    return None


def _opposite(spoken: Spoken, commitment: Commitment, element: Element) -> str:
    """The words that forbid the very act promised, or allow the act to be forbidden.

    不得调整技术路线 is against 有权调整技术路线; 不得泄露评审结果 is not against 公开评审结果. The
    act is the matter itself, the verb that the promise puts before it, or a verb by which any
    promise is kept (保障, 建立); it may stand in the list that the sentence leads into.
    """
    wanted, norm = element.modality or element.kind, spoken.norm
    against = {"permission"} if wanted == "prohibition" else {"prohibition"}
    if norm.kind not in against or wanted == "definition":
        return ""
    start = norm.sentence.start
    rest = spoken.sentence[norm.place.end - start : norm.span.end - start]
    for word in synonyms(element.about):
        said = rest.partition(word)
        if said[1] and _the_act(said, wanted, commitment):
            return f"{norm.trigger}{said[0]}{word}"
        if _leads(rest, wanted):
            for item in items(spoken):
                said = item.partition(word)
                if said[1] and _the_act(said, wanted, commitment):
                    return f"{norm.trigger}{rest}{said[0]}{word}"
    return ""


def _leads(lead: str, wanted: str) -> bool:
    """Whether 不得 or 可以, with the words after it, means the acts of a list that follows."""
    if not lead.rstrip().endswith(("：", ":")):
        return False
    name = "conduct" if wanted == "prohibition" else "fulfil"
    means = expression("verdicts", "opposite", name)
    return all(means.search(clause) for clause in CLAUSE.findall(lead))


def _the_act(said: tuple[str, str, str], wanted: str, commitment: Commitment) -> bool:
    """Whether the words between 不得 or 可以 and the matter make it the act that was promised;
    `said` is those words, the matter, and what follows."""
    between, word, after = said
    verb = expression("verdicts", "opposite", "adverb").sub("", between)
    if verb and len(verb) <= len(word) and f"{verb}{word}" in commitment.text:
        return True
    if wanted == "prohibition":
        # 可以论文造假为由撤销: a ground for something else
        return not verb and not expression("verdicts", "opposite", "ground").search(after)
    if not verb:
        return True
    adverse = expression("verdicts", "opposite", "adverse").search(between)
    wrong = expression("verdicts", "opposite", "wrong").search(word)
    fulfil = expression("verdicts", "opposite", "fulfil")
    return (
        not adverse and not wrong and all(fulfil.search(clause) for clause in between.split("，"))
    )


def _judge_sanction(spoken: Spoken, commitment: Commitment, element: Element) -> Verdict | None:
    norm = spoken.norm
    fitting = [each for each in norm.sanctions if each.kind == element.kind]
    negated = expression("verdicts", "opposite", "negated")
    name = kind_name(element.kind)
    if not fitting:
        # 不予追究刑事责任 is an exemption, no sanction
        exempt = norm.kind == "exemption" and name in (norm.action or "")
        return Verdict("contradicted", f"承诺的是{name}，条文把它排除了。") if exempt else None
    before = [words_before_sanction(spoken, each) for each in fitting]
    if all(negated.search(words) for words in before):
        return Verdict("contradicted", f"承诺的是{name}，条文把它排除了。")
    free = [_free(spoken, each) for each in fitting]
    if all(free) and element.modality != "permission" and free[0] not in commitment.text:
        return Verdict("weakened", f"承诺的是应当给予的{name}，条文写的是“{free[0]}”。")
    return Verdict("covered", f"条文规定了{name}。")


def _free(spoken: Spoken, sanction: Sanction) -> str:
    """The word that leaves a sanction to those who impose it: 可以给予警告; empty where none."""
    norm = norm_at(spoken, sanction.span.start)
    if norm.kind in _WEAKER["obligation"]:
        return norm.trigger
    words = words_before_sanction(spoken, sanction)
    liberty = expression("verdicts", "weak", "liberty").search(words)
    return liberty[1] if liberty else ""


def judge_quantity(sentence: str, element: Element, promise: str) -> Verdict | None:
    """What the numbers of a sentence mean for the promised bound; None where none was promised, or
    where they bind others than those of whom the promise speaks."""
    if element.unit is None:
        return None
    bound = bound_words(element)
    found = amounts(sentence, element, synonyms(element.about), promise)
    if found is None:
        return None
    if not found:
        return Verdict("weakened", f"承诺{bound}，条文没有写明数字。")
    kept = [value for value in found if value.keeps(element)]
    if kept and not any(value.exceeds(element) for value in kept):
        return Verdict("covered", "条文写明了数字。")
    if kept:
        reason = f"承诺{bound}，条文写的是“{kept[0].text}”，更强。"
        return Verdict("covered", reason, stronger=True)
    return Verdict("contradicted", f"承诺{bound}，条文写的是“{found[0].text}”。")


def _judge_words(spoken: Spoken, commitment: Commitment, element: Element) -> Verdict | None:
    """Whether words around the matter take back what the promise did not leave open."""
    clauses = clauses_on(spoken, synonyms(element.about))
    weaker = {"vague": "条文改为{}，没有自己的内容", "soft": "条文加上了{}"}
    if (element.modality or element.kind) == "permission":
        weaker["approval"] = "条文加上了{}"
    if commitment.strength == "direction":
        del weaker["soft"]  # a promise to 加强 something is not weakened by 逐步
    for name, why in weaker.items():
        pattern = expression("verdicts", "weak", name)
        match = pattern.search(clauses)
        if match and not pattern.search(commitment.text):
            return Verdict("weakened", f"{why.format(f'“{match[0]}”')}。")
    proviso = expression("verdicts", "weak", "proviso")
    taken = proviso.search(beside(spoken))
    if taken and not proviso.search(commitment.text):
        return Verdict("weakened", f"条文加上了“{taken[0]}”。")
    actor = _bearer(spoken.norm, element)
    if actor and expression("verdicts", "weak", "blurred").search(actor):
        return Verdict("weakened", f"条文只写“{actor}”，没有写明由谁承担。")
    return None


def _bearer(norm: Norm, element: Element) -> str | None:
    """Who does what the element promises: of a sanction the body that the sentence names."""
    bodies = [each.enforcer for each in norm.sanctions if each.kind == element.kind]
    return next(filter(None, bodies), None) if bodies else norm.actor


def left_to(law: str) -> Verdict:
    """The verdict on a sentence that leaves the matter to a law."""
    return Verdict("kept-by-reference", f"条文写明依照《{law}》执行。")


def kind_name(kind: str) -> str:
    """A norm or sanction kind as people read it: 义务, 通报批评."""
    names: dict[str, str] = {**table("kinds")["norm"], **table("kinds")["sanction"]}
    return names[kind]


@cache
def synonyms(words: tuple[str, ...]) -> frozenset[str]:
    """The words with everything data/synonyms.toml says instead of them or of a part of them:
    联合惩戒机制 is 失信惩戒机制."""
    groups: list[list[str]] = table("synonyms")["groups"]
    instead = (
        word.replace(part, other)
        for word in words
        for group in groups
        for part in [max((each for each in group if each in word), key=len, default="")]
        if part
        for other in group
    )
    return frozenset((*words, *instead))
