"""
What a proofreader sees: one word in two scripts, a wrong homophone, particles too many or too few.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from plangraph.assemble.derive.words import Word, split_sentences, split_words

KANJI: Final = re.compile("[一-龥々]")
KANJI_WORD: Final = re.compile("[一-龥々]{2,}")
IN_ROW: Final = re.compile("[一-龥ァ-ヶー・]")
ROW_ENDS: Final = re.compile(rf"(?!{IN_ROW.pattern})|(?=及び|並びに|又は|等)")
"""Where a row of words ends; a conjunction may follow it."""
PAIR: Final = re.compile("([一-龥]{2})・([一-龥]{2})")
QUOTES: Final = "「」『』"
CLOSING: Final = "」』"
JOINING: Final = frozenset(
    {"及び", "および", "並びに", "ならびに", "又", "また", "若しくは", "もしくは"}
)
"""Conjunctions that join nouns, so that a particle before them still waits for its verb."""
FORMAL: Final = frozenset({"うち", "ため", "とおり"})
"""Nouns that follow another noun by の alone."""
WRITTEN_DIFFERENTLY: Final = frozenset({"動詞", "接続詞", "名詞"})
"""Kinds of word that are written now in kanji, now in kana, now in both."""
NOT_COMPARED: Final = frozenset({"非自立可能", "固有名詞", "数詞"})
"""Helping verbs, names, and numbers: 1 and Ⅰ are no two spellings of one word."""
SEVERAL_KANJI: Final = frozenset(
    (
        *("あう", "あく", "あける", "あげる", "あてる", "あらわす", "うつす", "おう", "おこす"),
        *("おさめる", "かえる", "かける", "かわる", "きく", "さす", "しめる", "すすめる", "そう"),
        *("たつ", "たてる", "つく", "つくる", "つける", "つとめる", "とく", "とる", "なおす"),
        *("のぞむ", "はかる"),
    )
)
"""Verbs that are written with one kanji or another (作る, 造る, 創る): there kana is a choice."""
OFTEN: Final = 3
"""Times that a word stands in a plan before a rare homophone of it is suspected."""
SHARED: Final = 3
"""Words that the sentence of a homophone shares with one of the usual word."""
BEFORE: Final = 3
AFTER: Final = 2
"""Words that are quoted around what is wrong."""

Texts = Iterable[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something suspected: the line, how it is written there, and what may be meant."""

    line: int
    written: str
    meant: str = ""


def _sentences(texts: Texts) -> Iterator[tuple[int, tuple[Word, ...]]]:
    for line, text in texts:
        for sentence in split_sentences(text):
            yield line, split_words(sentence)


def find_script_variants(texts: Texts) -> list[Slip]:
    """
    Find words that are usually written in other characters: in kana, in kanji, or in part.

    >>> find_script_variants([(1, "研修を行う"), (2, "調査を行う"), (3, "点検をおこなう")])
    [Slip(line=3, written='おこなう', meant='行う')]
    >>> find_script_variants([(1, "子どもを守る"), (2, "子どもの場"), (3, "子供を守る")])
    [Slip(line=3, written='子供', meant='子ども')]
    >>> find_script_variants([(1, "魅力あるしごと"), (2, "仕事の場"), (3, "つくる"), (4, "作る")])
    []
    """
    found: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for line, words in _sentences(texts):
        for word, after in zip(words, (*words[1:], None), strict=True):
            if word.kind not in WRITTEN_DIFFERENTLY or word.use in NOT_COMPARED:
                continue
            form, reading = word.form, word.reading
            if word.kind == "接続詞" and after is not None and after.written == "は":
                # また opens a sentence, または joins nouns; the analyser calls both また.
                form, reading = f"{form}は", f"{reading}は"
            found[word.kind, reading][form].append(line)
    slips = []
    for (kind, _), forms in found.items():
        if len(forms) != 2 or SEVERAL_KANJI & forms.keys():
            continue
        rare, usual = sorted(forms, key=lambda form: len(forms[form]))
        if len(forms[rare]) < len(forms[usual]) and _is_one_word(rare, usual, kind):
            slips += [Slip(line, rare, usual) for line in dict.fromkeys(forms[rare])]
    return slips


def _is_one_word(one: str, other: str, kind: str) -> bool:
    """
    Tell whether two forms of one sound are one word, more or less of it in kanji.

    A noun wholly in kana is chosen, as しごと or こども are, unless both forms are in kana; one
    of the same kanji leaves kana out, which is told apart.

    >>> _is_one_word("ごみ", "ゴミ", "名詞"), _is_one_word("行なう", "行う", "動詞")
    (True, True)
    """
    fewer, more = sorted(("".join(KANJI.findall(form)) for form in (one, other)), key=len)
    if kind == "名詞":
        return not more or (bool(fewer) and len(fewer) < len(more) and set(fewer) <= set(more))
    return not fewer or set(fewer) <= set(more)


def find_dotted_variants(texts: Texts) -> list[Slip]:
    """
    Find two words that are joined now with ``・`` and now without; the rarer way is in question.

    Of ways that are as frequent it is the one without, which tells the two words less apart. Only
    where the pair stands alone: 健康福祉課 is a name of its own.

    >>> find_dotted_variants([(1, "移住・定住の促進"), (2, "移住・定住へ"), (3, "移住定住の促進")])
    [Slip(line=3, written='移住定住', meant='移住・定住')]
    >>> find_dotted_variants([(1, "児童・生徒の育成"), (2, "児童生徒に"), (3, "児童生徒及び教員")])
    [Slip(line=1, written='児童・生徒', meant='児童生徒')]
    """
    lines = list(texts)
    pairs = {match for _, text in lines for match in PAIR.findall(text)}
    slips = []
    for one, other in sorted(pairs):
        found = {
            form: [line for line, text in lines if _stands_alone(form, text)]
            for form in (one + other, f"{one}・{other}")
        }
        rare, usual = sorted(found, key=lambda form: len(found[form]))
        if len(found[usual]) > 1:
            slips += [Slip(line, rare, usual) for line in dict.fromkeys(found[rare])]
    return slips


def _stands_alone(pair: str, text: str) -> bool:
    """Tell whether a pair stands where it is no part of a longer row of words."""
    place = text.find(pair)
    while place >= 0:
        if ROW_ENDS.match(text, place + len(pair)) and not IN_ROW.match(text[place - 1 : place]):
            return True
        place = text.find(pair, place + 1)
    return False


def find_homophones(texts: Texts) -> list[Slip]:
    """
    Find a word that stands once where its frequent homophone would stand, as the sentences tell.

    >>> usual = [(n, "保護者が家庭で児童を一時的に保育") for n in range(3)]
    >>> find_homophones([*usual, (9, "保護者が過程で児童を一時的に養育")])
    [Slip(line=9, written='過程', meant='家庭')]
    """
    uses: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for line, words in _sentences(texts):
        telling = frozenset(word.form for word in words if word.tells)
        for word in words:
            if (
                word.kind == "名詞"
                and word.use == "普通名詞"
                and KANJI_WORD.fullmatch(word.written)
            ):
                uses[word.reading][word.written].append((line, telling - {word.form}))
    slips = []
    for homophones in uses.values():
        for written, places in homophones.items():
            for usual, others in homophones.items():
                if len(places) == 1 and len(others) >= OFTEN:
                    line, telling = places[0]
                    if max(len(telling & other) for _, other in others) >= SHARED:
                        slips.append(Slip(line, written, usual))
    return slips


def find_particles(texts: Texts) -> list[Slip]:
    """
    Find a particle that stands twice, and a noun that hangs on another without one.

    >>> [slip.written for slip in find_particles([(1, "環境をデータ化を行い"), (2, "移住者うち")])]
    ['環境をデータ化を行い', '移住者うち']
    >>> find_particles([(1, "学習を支え、児童を育てる"), (2, "移住者のうち、このため")])
    []
    """
    slips = []
    for line, words in _sentences(texts):
        waiting: int | None = None
        for index, word in enumerate(words):
            if _repeats(words, index):
                slips.append(Slip(line, _around(words, index, index + 1)))
            elif word.written in FORMAL and _hangs_bare(words, index):
                slips.append(Slip(line, _around(words, index, index, after=0)))
            elif word.kind == "助詞" and word.written == "を":
                if waiting is not None and index - waiting > 1:
                    slips.append(Slip(line, _around(words, waiting, index)))
                waiting = index
            elif not _keeps_waiting(word):
                waiting = None
    return slips


def _keeps_waiting(word: Word) -> bool:
    """Tell whether a verb for an object may still be to come after this word."""
    if word.kind == "助詞":
        return word.written in {"や", "と", "の", "など"}
    if word.kind == "接続詞":
        return word.written in JOINING
    return word.is_noun or word.kind == "接頭辞" or word.written in {"・", *QUOTES}


def _repeats(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a particle, or a word of two letters or more, stands twice in a row."""
    word = words[index]
    rest = [after for after in words[index + 1 : index + 3] if after.written not in QUOTES]
    if not rest or rest[0].written != word.written:
        return False
    if word.kind == "助詞":
        return word.use == rest[0].use
    return word.is_noun and bool(KANJI_WORD.fullmatch(word.written)) and words[index + 1] == word


def _hangs_bare(words: tuple[Word, ...], index: int) -> bool:
    if not index or words[index].kind != "名詞":
        return False
    before = words[index - 1]
    return before.is_noun and before.use not in {"数詞", "助数詞可能", "副詞可能", "代名詞"}


def _around(words: tuple[Word, ...], first: int, last: int, *, after: int = AFTER) -> str:
    start = max(0, first - BEFORE)
    cut = [word.written for word in words[start : last + after + 1] if word.written in QUOTES]
    if cut and cut[0] in CLOSING:
        # What ends within the quotation begins within it, too.
        opening = QUOTES[QUOTES.index(cut[0]) - 1]
        start = max((at for at in range(start) if words[at].written == opening), default=start)
    quoted = list(words[start : last + after + 1])
    while quoted[0].kind in {"助詞", "補助記号"} and quoted[0].written not in QUOTES:
        del quoted[0]
    return "".join(word.written for word in quoted).rstrip("、。")
