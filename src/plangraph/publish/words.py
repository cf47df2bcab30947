"""
The words of the pages, Japanese and English, where the vocabulary has none.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from markupsafe import Markup

from plangraph.names import term
from plangraph.publish.escaping import write_words


@dataclass(frozen=True)
class Words:
    """A text in both languages; the English is empty where only the Japanese exists."""

    ja: str
    en: str = ""

    @cached_property
    def html(self) -> Markup:
        """The text as HTML."""
        return write_words(self.ja, self.en)


PROPERTIES: Final = {
    term(name): Words(ja, en)
    for name, ja, en in (
        ("dcterms:date", "日付", "date"),
        ("dcterms:description", "事業概要", "summary"),
        ("dcterms:format", "形式", "format"),
        ("dcterms:isPartOf", "属する規則", "part of"),
        ("dcterms:language", "言語", "language"),
        ("dcterms:isReplacedBy", "置き換え先", "is replaced by"),
        ("dcterms:license", "利用条件", "licence"),
        ("dcterms:publisher", "策定者", "publisher"),
        ("dcterms:source", "出どころ", "source"),
        ("dcterms:spatial", "区域", "area"),
        ("dcterms:title", "題名", "title"),
        ("org:classification", "組織の種類", "kind of organization"),
        ("org:subOrganizationOf", "上位の組織", "part of organization"),
        ("owl:allValuesFrom", "値の範囲", "all values from"),
        ("owl:complementOf", "補集合", "complement of"),
        ("owl:disjointWith", "重なりのないクラス", "disjoint with"),
        ("owl:equivalentClass", "同等のクラス", "equivalent class"),
        ("owl:minCardinality", "最小の個数", "minimum number"),
        ("owl:someValuesFrom", "値の一つの範囲", "some values from"),
        ("owl:onProperty", "対象の性質", "on property"),
        ("owl:unionOf", "和", "union of"),
        ("owl:versionIRI", "版の IRI", "version IRI"),
        ("prov:wasDerivedFrom", "元の文書", "derived from"),
        ("prov:wasQuotedFrom", "原文の位置", "quoted from"),
        ("rdf:first", "先頭", "first"),
        ("rdf:object", "結び付けた内容", "what was joined"),
        ("rdf:predicate", "関係", "relation"),
        ("rdf:rest", "残り", "rest"),
        ("rdf:subject", "結び付けた項目", "item joined to"),
        ("rdf:type", "種類", "kind"),
        ("rdfs:isDefinedBy", "定義元", "defined by"),
        ("rdfs:label", "名称", "label"),
        ("rdfs:seeAlso", "参照", "see also"),
        ("rdfs:subClassOf", "上位のクラス", "subclass of"),
        ("rdfs:subPropertyOf", "上位の性質", "subproperty of"),
        ("skos:altLabel", "別の表記", "other spelling"),
        ("skos:broadMatch", "より広い語", "broader elsewhere"),
        ("skos:closeMatch", "近い語", "close match"),
        ("skos:definition", "定義", "definition"),
        ("skos:example", "例", "example"),
        ("skos:inScheme", "一覧", "in scheme"),
        ("skos:narrowMatch", "より狭い語", "narrower elsewhere"),
        ("skos:notation", "番号", "notation"),
        ("skos:prefLabel", "名称", "name"),
        ("skos:relatedMatch", "関連する語", "related elsewhere"),
        ("skos:scopeNote", "使い方", "usage"),
        ("skos:topConceptOf", "一覧の最上位", "top concept of"),
        ("sosa:hasSimpleResult", "値", "value"),
        ("vann:preferredNamespacePrefix", "接頭辞", "preferred prefix"),
        ("vann:preferredNamespaceUri", "名前空間", "namespace"),
    )
}

CLASSES: Final = {
    term(name): Words(ja, en)
    for name, ja, en in (
        ("owl:AnnotationProperty", "注釈の性質", "annotation property"),
        ("owl:Class", "クラス", "class"),
        ("owl:DatatypeProperty", "値の性質", "datatype property"),
        ("owl:ObjectProperty", "関係", "object property"),
        ("owl:Ontology", "語彙", "vocabulary"),
        ("owl:TransitiveProperty", "推移的な関係", "transitive property"),
        ("owl:FunctionalProperty", "値が一つの性質", "functional property"),
        ("owl:NamedIndividual", "個体", "individual"),
        ("skos:Concept", "概念", "concept"),
        ("skos:ConceptScheme", "概念の一覧", "concept scheme"),
        ("sh:Info", "参考", "info"),
        ("sh:Violation", "違反", "violation"),
        ("sh:Warning", "警告", "warning"),
    )
}

NO_LICENCE: Final = Words(
    "利用条件（ライセンス）は示されていません。利用の可否は策定者にお確かめください。",
    "No licence is stated. Ask the publisher before you reuse this.",
)

PLACEHOLDER: Final = Words(
    "https://w3id.org/plangraph/ で始まる IRI は仮のもので、まだ登録されていません。",
    "IRIs that begin with https://w3id.org/plangraph/ are placeholders, not registered yet.",
)

NAVIGATION: Final = (
    ("index", Words("入口", "Start")),
    ("goals", Words("目標から見る", "Goals")),
    ("departments", Words("担当課", "Departments")),
    ("indicators", Words("指標", "Indicators")),
    ("budget-items", Words("予算", "Budget items")),
    ("units", Words("単位", "Units")),
    ("matrix", Words("課と目標の表", "Matrix")),
    ("picture", Words("全体図", "Picture")),
    ("pictures", Words("図で見る", "Pictures")),
    ("questions", Words("問いと答え", "Questions")),
    ("query", Words("SPARQL で調べる", "SPARQL")),
    ("report", Words("点検結果", "Integrity")),
    ("data", Words("データ", "Data")),
    ("vocabulary", Words("語彙と規則", "Vocabulary")),
    ("search", Words("検索", "Search")),
)

THEMES: Final = {
    "budget": "予算",
    "comparison": "都市の比較",
    "coverage": "記載の漏れ",
    "history": "改定による変更",
    "indicators": "指標と単位",
    "links": "人が付けた関連",
    "progress": "進捗",
    "provenance": "出典",
    "responsibility": "担当",
    "structure": "計画の体系",
}
"""How the themes of the questions are called in Japanese; a theme is a folder of the library."""


def name_theme(theme: str) -> Words:
    """Give the name of a theme; one that has none is called by its folder."""
    return Words(THEMES[theme], theme) if theme in THEMES else Words(theme)


SEVERITIES: Final = {
    "violation": Words("違反", "violation"),
    "warning": Words("警告", "warning"),
    "info": Words("参考", "info"),
}
