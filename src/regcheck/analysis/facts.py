"""The indexes over one document, each made when it is first asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property

from regcheck.analysis.adoption import adopted_on, commences_on
from regcheck.analysis.authority import Authority, authority
from regcheck.analysis.citations import Citation, citations, looked_up, with_bare_names
from regcheck.analysis.commitments import Commitment
from regcheck.analysis.coverage import Coverage, coverage
from regcheck.analysis.enabling import rests_on
from regcheck.analysis.fines import Fine, Steps, fine_places, fines, steps
from regcheck.analysis.laws import LawIndex, bundled
from regcheck.analysis.liability import Breach, Mismatch, breaches, mismatches
from regcheck.analysis.lists import ItemList, item_lists, without_labels
from regcheck.analysis.literals import Sifted
from regcheck.analysis.matrix import Row, matrix
from regcheck.analysis.norms import Norm, norms
from regcheck.analysis.outline import Outline, outline
from regcheck.analysis.overlap import Overlap
from regcheck.analysis.references import Reference, references, within
from regcheck.analysis.searched import sifted
from regcheck.analysis.sentences import Sentences, lines, sentences, unusual
from regcheck.analysis.similar import Similar, similar
from regcheck.analysis.suggestions import suggested
from regcheck.analysis.terms import Term, abbreviations, terms
from regcheck.model import DECISIONS, Document, Provision


class Facts:
    """All that is known of one document. Every property is a pure function of it."""

    def __init__(
        self,
        document: Document,
        commitments: tuple[Commitment, ...] = (),
        laws: Callable[[], LawIndex] = bundled,
        as_of: datetime.date | None = None,
        *,
        level: Authority | None = None,
    ) -> None:
        """`laws` gives the index of laws when it is first needed; `as_of` is the day on which
        they are looked at, that of the index where it is None; `level` is that of the body that
        makes the text, read from its title where it is None."""
        self.document = document
        self.commitments = commitments
        self.laws = laws
        self._as_of = as_of
        self._norms: dict[str, tuple[Norm, ...]] = {}
        self.level = level or authority(document)

    @cached_property
    def outline(self) -> Outline:
        """The provisions by id and place."""
        return outline(self.document)

    @cached_property
    def index(self) -> LawIndex:
        """The laws that are known."""
        return self.laws()

    @cached_property
    def as_of(self) -> datetime.date:
        """The day on which other laws are looked at."""
        return self._as_of or self.index.as_of

    @cached_property
    def adopted(self) -> datetime.date | None:
        """When the text got its present wording, by its 题注; None for a draft."""
        return max(adopted_on(self.document), default=None)

    @cached_property
    def worded(self) -> datetime.date | None:
        """The day by which the text had its wording: of its adoption, else of its commencement;
        None where neither is told."""
        return self.adopted or commences_on(self.document, self.outline)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The laws named, with what is known of them."""
        return citations(self.document, self.outline, self.abbreviations, self.index)

    @cached_property
    def cited(self) -> tuple[Reference, ...]:
        """All references, laws named without book marks among them, those to other laws looked up
        as the laws were when the text was made."""
        if self.document.kind in DECISIONS:
            return self.references  # what they cite is about to change
        day = min(self.as_of, self.adopted or self.as_of)
        found = with_bare_names(self.references, self.citations)
        return looked_up(self.document, found, self.index, day)

    @cached_property
    def rests_on(self) -> tuple[Citation, ...]:
        """The laws under which the text is made: 根据《…》，制定本条例."""
        return rests_on(self.document, self.outline, self.citations)

    @cached_property
    def lists(self) -> tuple[ItemList, ...]:
        """The lists of 项 and 目."""
        return item_lists(self.document, self.outline)

    @cached_property
    def unlabelled(self) -> frozenset[str]:
        """The articles whose lists have no labels that could be counted."""
        return without_labels(self.document, self.outline)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The citations; those that lead nowhere with a suggestion."""
        found = references(self.document, self.outline, self.abbreviations)
        if all(each.state != "missing" for each in found):
            return found
        return suggested(self.document, self.outline, self.overlap, found)

    @cached_property
    def abbreviations(self) -> tuple[Term, ...]:
        """Every （以下简称X）, those before the first provision among them."""
        return tuple(abbreviations(self.document))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """What the text defines and abbreviates."""
        return terms(self.document, self.outline, self.abbreviations)

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """The provisions whose breach is answered: 违反本条例第三条规定."""
        return tuple(breaches(self.document, self.outline, self.references))

    @cached_property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """The breaches that cite one article and tell of another."""
        return mismatches(self.document, self.outline, self.overlap, self.breaches)

    @cached_property
    def overlap(self) -> Overlap:
        """The words of the articles, for finding the one that a sentence speaks of."""
        return Overlap(self.document, self.outline)

    @cached_property
    def sifted(self) -> Sifted:
        """Where the expressions that every draft is searched for may match."""
        return sifted(self.document.source.text)

    @cached_property
    def unusual(self) -> frozenset[str]:
        """The characters of the text that are neither Chinese nor its most usual marks."""
        return unusual(self.document.source.text)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences and items."""
        return sentences(self.document, self.outline, self.sifted)

    @cached_property
    def lines(self) -> Sentences:
        """The title, and every provision's own words with its label and heading."""
        return lines(self.document, self.outline, self.sifted)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Duties, permissions and sanctions; loads the segmenter, and spaCy where it is needed."""
        return norms(self.document, self.outline, self.sentences.units, self.references)

    def norms_of(self, article: Provision) -> tuple[Norm, ...]:
        """The norms of one article: most rules need those of a few, and all take a third of a
        check."""
        if article.id not in self._norms:
            units = self.sentences.within(article.span)
            cited = within(self.references, article.span)
            self._norms[article.id] = norms(self.document, self.outline, units, cited)
        return self._norms[article.id]

    @cached_property
    def fines(self) -> tuple[Fine, ...]:
        """The fines, by position."""
        articles = self.outline.articles_at(fine_places(self.document.source.text))
        return fines(self.outline, (norm for each in articles for norm in self.norms_of(each)))

    @cached_property
    def steps(self) -> tuple[Steps, ...]:
        """The pairs of fines of which the second answers the graver case of one conduct."""
        return tuple(steps(self.document, self.fines))

    @cached_property
    def matrix(self) -> tuple[Row, ...]:
        """The duties and the sanctions that answer them."""
        return matrix(
            self.document,
            self.outline,
            self.norms,
            self.breaches,
            self.citations,
        )

    @cached_property
    def similar(self) -> Similar:
        """The articles by their words, for suggesting where a promise may be kept."""
        return similar(self.document, self.outline)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """What the draft keeps of the commitments; loads nothing where there are none."""
        if not self.commitments:
            return ()
        return coverage(
            self.document,
            self.outline,
            self.sentences,
            self.norms,
            self.references,
            commitments=self.commitments,
        )
