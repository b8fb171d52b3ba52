"""What stays the same of a finding when the draft around it changes."""

from __future__ import annotations

import hashlib
import unicodedata

from regcheck.diagnostic import Diagnostic
from regcheck.text import SourceFile

_SIZE = 8


def fingerprint(finding: Diagnostic, source: SourceFile) -> str:
    """Code, provision and a hash of the words: `R201:art_12__para_1:9f86d081884c7d65`.

    Lines do not enter it, nor do white space and the width of characters. Two findings of one rule
    on the same words of one provision share a fingerprint.
    """
    words = unicodedata.normalize("NFKC", "".join(source.slice(finding.span).split()))
    quote = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=_SIZE).hexdigest()
    return f"{finding.code}:{finding.provision or ''}:{quote}"
