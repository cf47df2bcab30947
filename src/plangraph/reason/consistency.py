"""What reasoning found: whether a contradiction follows, and between what."""

from dataclasses import dataclass

from plangraph.names import shorten

_SENTENCES = {
    "ja": {
        "consistent": "論理的な矛盾はありません。",
        "inconsistent": "論理的な矛盾があります。",
        "size": "読み込んだもの: クラス {classes}、プロパティ {properties}、個体 {individuals}。",
        "unsatisfiable": "何も属し得ないクラス: {names}",
        "clashing": "矛盾する個体: {names}",
        "undeclared": "語彙に定義のない語: {names}",
        "misused": "語彙の決めた種類に合わない書き方のある個体: {names}",
    },
    "en": {
        "consistent": "No contradiction follows.",
        "inconsistent": "A contradiction follows.",
        "size": "Loaded: {classes} classes, {properties} properties, {individuals} individuals.",
        "unsatisfiable": "Classes that nothing can belong to: {names}",
        "clashing": "Individuals that contradict the vocabulary: {names}",
        "undeclared": "Words that the vocabulary does not define: {names}",
        "misused": "Individuals described in words of the wrong kind: {names}",
    },
}


@dataclass(frozen=True, slots=True)
class Consistency:
    """
    Outcome of reasoning over the vocabulary and, where given, the facts of a plan.

    ``unsatisfiable`` names classes that can have no member, ``clashing`` the individuals at which
    a contradiction was found, ``undeclared`` words of ours that the vocabulary does not define and
    about which reasoning can therefore say nothing.
    """

    consistent: bool
    classes: int
    properties: int
    individuals: int
    unsatisfiable: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()
    undeclared: tuple[str, ...] = ()
    misused: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing at all is amiss."""
        return self.consistent and not (self.unsatisfiable or self.undeclared or self.misused)

    def write(self, language: str = "ja") -> str:
        """
        Say the outcome in Japanese (``ja``) or English (``en``).

        >>> print(Consistency(True, 31, 153, 0).write("en"))
        No contradiction follows.
        Loaded: 31 classes, 153 properties, 0 individuals.
        """
        say = _SENTENCES[language]
        lines = [
            say["consistent" if self.consistent else "inconsistent"],
            say["size"].format(
                classes=self.classes, properties=self.properties, individuals=self.individuals
            ),
        ]
        for kind in ("unsatisfiable", "clashing", "undeclared", "misused"):
            iris: tuple[str, ...] = getattr(self, kind)
            if iris:
                lines.append(say[kind].format(names=" ".join(shorten(iri) for iri in iris)))
        return "\n".join(lines)
