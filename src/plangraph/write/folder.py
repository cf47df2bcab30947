"""
A new plan folder: the files that it begins with, each saying what its lines are for.
"""

import json
from collections.abc import Sequence

from plangraph.read.registers import LedgerEntry
from plangraph.write.ledger import append_entries

REVISION = "1"
PLAN = """\
# この計画の説明です。「#」で始まる行は説明で、読まれません。
# 使う行は、先頭の「# 」を取って値を書き換えてください。分からないことは書かずにおきます。

# 全国地方公共団体コード（6桁）。物の名前（IRI）の一部になるので、決めたら変えません。
# code = "000000"

# 計画の題名。
# title = "〇〇市総合計画"

# 計画を定めた市区町村。
# issuer = "〇〇市"

# 計画期間の最初と最後の年度（西暦）。
# period = {start = 2025, end = 2029}

# 利用条件を示すページの URL。
# licence = "https://creativecommons.org/licenses/by/4.0/deed.ja"

# 物の名前（IRI）の頭に付ける URL。自分の市のサイトで公開するときに書きます。
# base = "https://www.city.example.jp/plan/"

# いま有効な版。revisions の中のフォルダーの名です。新しい版を加えたら書き換えます。
current = "1"

# 文書とは別に届いた実績などの値は、このファイルの隣の values.csv に書けます。一行に一つの値です。
#   indicator,of,role,year,value,unit,printed,source,by,on
#   参加者数,101-1,実績値,R7,460,人,,令和7年度調査,環境課,2026-05-20
# indicator、role（基準値・目標値・実績値）、year、value の欄は必ず要ります。
# of は、同じ名の指標を持つ事業が複数あるときの、事業の番号か名称です。
# by と on には、誰がいつ知らせたかを書きます。
"""
NOTE = """\
# この版の説明です。「#」で始まる行は説明で、読まれません。

# この版の原文。このファイルと同じフォルダーに、受け取ったまま置きます。
file = {file}

# 原文の指紋（SHA-256）。原文が知らないうちに変わると、開くときに分かります。
{sha256}

# 原文がどこから来たか。
{origin}

# この版が定められた日。
# date = 2025-04-01

# 一つ前の版（revisions の中のフォルダーの名）。
# previous = "0"

# 表の列が見出しだけで読めないときは、ここに [table] を書きます。
# plangraph read 原文 --suggest と打つと、書くべき内容の案が出ます。
"""


def write_plan_toml() -> bytes:
    """Write a ``plan.toml`` in which every line that can be written is explained."""
    return PLAN.encode()


def write_revision_toml(file: str, sha256: str, origin: str) -> bytes:
    """Write a ``revision.toml``; a file that is yet to be filled in has no digest."""
    digest = f'sha256 = "{sha256}"' if sha256 else '# sha256 = "…"'
    where = f"from = {_quote(origin)}" if origin else '# from = "企画課"'
    return NOTE.format(file=_quote(file), sha256=digest, origin=where).encode()


def write_ledger(entries: Sequence[LedgerEntry]) -> bytes:
    """Write an ``identifiers.csv``, with its header alone where there are no entries."""
    return append_entries(b"", entries)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
