"""
Phrases that lack a particle or say a thing twice, and words for one thing in two forms.

Told by their letters alone, where the analyser of words sees nothing wrong.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from plangraph.assemble.derive.proofreading import Slip

Texts = Iterable[tuple[int, str]]

BROKEN: Final = (
    # What is handed out is not said.
    re.compile(r"[一-龥ァ-ヶー]{1,8}に対し(?:て)?(?:交付|支給|給付|貸与)(?:する|し)"),
    re.compile(r"[一-龥・]{1,6}問わず"),
    re.compile(r"[一-龥]{1,4}の(?:関心|興味)を(?:持|もつ|もち|抱)[つちくき]?"),
    # "0～2歳児まで": the wave dash says "to" already.
    re.compile(r"\d+[～〜]\d+[^、。～〜\s]{0,3}まで"),
    re.compile(r"[一-龥ぁ-んァ-ヶー]{1,4}まで(?:時期|段階|年齢|状況|程度)に応じ"),
    re.compile(r"[一-龥]{1,3}するなどを(?:通じ|通し)て?"),
)
PURPOSE: Final = re.compile(r"[一-龥ぁ-んァ-ヶー]{0,6}を目的と[しす]")
SENTENCE: Final = re.compile(r"[^。\r\n]+")
LONG: Final = 30
"""Letters between two ends of a quotation that are left out."""
PAIRED: Final = (
    (re.compile(r"([一-龥]{2})者数"), re.compile(r"([一-龥]{2})人数"), "者数", "人数"),
)
"""Endings of labels that count the same persons."""
PERSONS: Final = (
    (re.compile(r"(\d+)人(?![口材工])"), "人"),
    (re.compile(r"(\d+)名(?![一-龥])"), "名"),
)


def find_broken_phrases(texts: Texts) -> list[Slip]:
    """
    Find phrases that lack a particle or an object, or state the purpose twice in a sentence.

    >>> find_broken_phrases([(1, "認可・認可外問わず"), (2, "性別を問わず")])
    [Slip(line=1, written='認可・認可外問わず', meant='')]
    >>> find_broken_phrases([(1, "支援を目的とし、育成を目的とする")])
    [Slip(line=1, written='支援を目的とし、育成を目的とす', meant='')]
    """
    slips = []
    for line, text in texts:
        slips += [Slip(line, match[0]) for broken in BROKEN for match in broken.finditer(text)]
        for sentence in SENTENCE.findall(text):
            purposes = list(PURPOSE.finditer(sentence))
            if len(purposes) > 1:
                first, last = purposes[0], purposes[-1]
                between = sentence[first.end() : last.start()]
                gap = between if len(between) < LONG else "…"
                slips.append(Slip(line, f"{first[0]}{gap}{last[0]}"))
    return slips


def find_counted_persons(labels: Texts, texts: Texts) -> list[Slip]:
    """
    Find persons counted now with 人 and now with 名, or labelled now 参加者数 and now 参加人数.

    The rarer form is the one in question.

    >>> find_counted_persons([(1, "大会参加者数"), (2, "参加人数"), (3, "教室の参加人数")], [])
    [Slip(line=1, written='参加者数', meant='参加人数')]
    >>> find_counted_persons([], [(1, "講師1人に児童2名"), (2, "児童3人")])
    [Slip(line=1, written='2名', meant='2人')]
    """
    slips = []
    for one, other, ending, another in PAIRED:
        forms: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for line, label in labels:
            for pattern, end in ((one, ending), (other, another)):
                for match in pattern.finditer(label):
                    forms[match[1]][end].append(line)
        for stem, found in forms.items():
            rare = _rarer(found)
            usual = another if rare == ending else ending
            slips += [Slip(line, stem + rare, stem + usual) for line in found.get(rare, ())]
    counts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line, text in texts:
        for pattern, counter in PERSONS:
            counts[counter] += [(line, match[1]) for match in pattern.finditer(text)]
    rare = _rarer({counter: [line for line, _ in found] for counter, found in counts.items()})
    usual = "名" if rare == "人" else "人"
    slips += [Slip(line, digits + rare, digits + usual) for line, digits in counts.get(rare, ())]
    return list(dict.fromkeys(slips))


def _rarer(found: dict[str, list[int]]) -> str:
    """Give the rarer of two forms, or nothing where there is one, or both are as frequent."""
    if len(found) != 2:
        return ""
    rare, usual = sorted(found, key=lambda form: len(found[form]))
    return rare if len(found[rare]) < len(found[usual]) else ""
