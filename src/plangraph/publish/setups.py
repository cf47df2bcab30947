"""
Set-ups by which other servers negotiate as ``serve`` does, all made from the one table of forms.

Neither server weighs the q values of a request: of several types that are named, the first of the
table wins.
"""

from collections.abc import Iterator
from typing import Final

from plangraph.publish.forms import FORMS, PAGE

NGINX: Final = "setup/nginx.conf"
APACHE: Final = "setup/apache.conf"

OTHERS: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".rq": "application/sparql-query",
    ".svg": "image/svg+xml",
    ".trig": "application/trig",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
"""Media types of the files that are no form of a thing."""


def write_setups() -> Iterator[tuple[str, bytes]]:
    """Write the set-ups as paths and bytes."""
    yield NGINX, _write_nginx().encode()
    yield APACHE, _write_apache().encode()
    # Without this file some static hosts leave out what begins with a dot.
    yield ".nojekyll", b""


def _pattern(media: str) -> str:
    return media.replace(".", r"\.").replace("+", r"\+")


def _types() -> dict[str, str]:
    return {**{form.ending: form.media for form in FORMS}, **OTHERS}


def _write_nginx() -> str:
    types = "\n".join(f"  {media} {ending[1:]};" for ending, media in _types().items())
    choices = "\n".join(
        f'if ($http_accept ~* "{_pattern(form.media)}") {{ set $plangraph_ending {form.ending}; }}'
        for form in reversed(FORMS)
    )
    return f"""\
# Made by plangraph publish. For nginx, inside a server block:
#   root /where/the/site/lies;
#   include /where/the/site/lies/setup/nginx.conf;
charset utf-8;
charset_types text/css text/csv text/javascript text/plain text/turtle application/n-triples;
absolute_redirect off;
index index.html;
types {{
  application/gzip gz;
{types}
}}

set $plangraph_ending "";
if ($http_accept = "") {{ set $plangraph_ending {PAGE.ending}; }}
if ($http_accept ~ "\\*/\\*") {{ set $plangraph_ending {PAGE.ending}; }}
{choices}
set $plangraph_place $uri;
if ($request_uri ~ "^([^?]*)") {{ set $plangraph_place $1; }}

add_header Access-Control-Allow-Origin "*" always;
location = / {{ try_files /index.html =404; }}
location = /.well-known/void {{ default_type text/turtle; }}
location / {{ try_files $uri @plangraph_thing; }}
location @plangraph_thing {{
  add_header Access-Control-Allow-Origin "*" always;
  add_header Vary Accept always;
  if (!-f $request_filename{PAGE.ending}) {{ return 404; }}
  if (!-f $request_filename$plangraph_ending) {{ return 406; }}
  return 303 $plangraph_place$plangraph_ending;
}}
"""


def _write_apache() -> str:
    types = "\n".join(f"AddType {media} {ending}" for ending, media in _types().items())
    choices = "\n".join(
        f"RewriteCond %{{HTTP_ACCEPT}} {_pattern(form.media)} [NC]\n"
        f"RewriteCond %{{REQUEST_FILENAME}}{form.ending} -f\n"
        f"RewriteRule ^ %{{REQUEST_URI}}{form.ending} [R=303,L,QSD]"
        for form in FORMS
    )
    return f"""\
# Made by plangraph publish. For Apache 2.4 with mod_rewrite, mod_headers and mod_mime:
#   <Directory /where/the/site/lies>
#     Include /where/the/site/lies/setup/apache.conf
#     Require all granted
#   </Directory>
Options -Indexes -MultiViews
DirectorySlash Off
DirectoryIndex index.html
AddDefaultCharset utf-8
AddType application/gzip .gz
RemoveEncoding .gz
{types}
<Files void>
ForceType text/turtle
</Files>

RewriteEngine On
RewriteCond %{{REQUEST_FILENAME}} -f
RewriteRule ^ - [L]
RewriteRule ^$ - [L]
{choices}
RewriteCond %{{HTTP_ACCEPT}} ^$ [OR]
RewriteCond %{{HTTP_ACCEPT}} \\*/\\*
RewriteCond %{{REQUEST_FILENAME}}{PAGE.ending} -f
RewriteRule ^ %{{REQUEST_URI}}{PAGE.ending} [R=303,L,QSD]
RewriteCond %{{REQUEST_FILENAME}}{PAGE.ending} -f
RewriteRule ^ - [R=406,L]
RewriteRule ^ - [R=404,L]

Header always set Access-Control-Allow-Origin "*"
Header always merge Vary Accept
"""
