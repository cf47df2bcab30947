"""The command ``verify``."""

from pathlib import Path
from typing import Final

import click

from plangraph.cli.failures import FINDINGS
from plangraph.cli.language import Language, Text
from plangraph.cli.output import write_note, write_result
from plangraph.cli.spoken import argument, command, pass_language
from plangraph.errors import OutputError

ABOUT: Final = Text(
    "サイトが欠けずに揃い、ページとデータが互いに食い違わないことを確かめます。\n"
    "終了コード: 0 問題なし、1 問題あり。",
    "Verify that a site is whole and that its pages and data agree.\n"
    "Exit code: 0 nothing wrong, 1 faults.",
)
SITE: Final = Text("サイトのフォルダーまたはアドレス", "Folder or address of the site")
CLEAN: Final = Text("問題はありません（{} ファイル）。", "Nothing is wrong ({} files).")


@command(
    "verify",
    about=ABOUT,
    examples=("plangraph verify site", "plangraph verify http://127.0.0.1:8000/"),
)
@argument("site", metavar="SITE|URL", about=SITE)
@pass_language
def verify(language: Language, site: str) -> None:
    """Run the checks, and list what is wrong."""
    from plangraph.publish import is_site
    from plangraph.publish.sources import FolderSource, WebSource
    from plangraph.publish.verification import Verification

    if site.startswith(("http://", "https://")):
        verification = Verification(WebSource(site))
    elif is_site(Path(site)):
        verification = Verification(FolderSource(Path(site)))
    else:
        raise OutputError(site, "not a site", "Give a folder made by 'plangraph publish'")
    faults = verification.run()
    write_result("".join(f"{fault.check}\t{fault.path}\t{fault.what}\n" for fault in faults))
    if faults:
        raise click.exceptions.Exit(FINDINGS)
    write_note(CLEAN.spoken(language).format(len(verification.files)))
