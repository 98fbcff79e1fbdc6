"""Which capitals of a title BibTeX must leave as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.exporters.capitals import protect


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nets that learn", "Nets that learn"),
        ("BERT for All Languages", "{BERT} for All Languages"),
        ("ConvRNN-T: Convolutional Augmented Networks", "{ConvRNN-T}: Convolutional Augmented Networks"),
        ("Sub-8-Bit Quantization Aware Training", "Sub-8-Bit Quantization Aware Training"),
        ("The Role of mRNA and eBPF in GPT-4", "The Role of {mRNA} and {eBPF} in {GPT-4}"),
        ("BERT-based Parsing", "{BERT}-based Parsing"),
        ("Wanda++: Pruning Large Language Models", "Wanda++: Pruning Large Language Models"),
        ("A Study of Vitamin C: A Review of Plan B", "A Study of Vitamin {C}: A Review of Plan {B}"),
        ("X-ray Imaging and the X-ray", "X-ray Imaging and the {X}-ray"),
        ("Efficient LLM/VLM Compression", "Efficient {LLM}/{VLM} Compression"),
        ("R&D at AT\\&T in Review", "{R&D} at {AT\\&T} in Review"),
        ("3D Models in 5G Networks", "{3D} Models in {5G} Networks"),
        # in sentence case, a capital is a name's
        ("Low-rank nets for Bayesian people in Oslo", "Low-rank nets for {Bayesian} people in {Oslo}"),
        ("Why do people like Norway: Oslo again", "Why do people like {Norway}: Oslo again"),
        ("Models of O'Neill and Levi-Montalcini explained", "Models of {O'Neill} and {Levi-Montalcini} explained"),
        # what has braces, math or commands is left alone
        ("{BERT} and \\emph{GPT} on $H_\\infty$ and \\LaTeX", "{BERT} and \\emph{GPT} on $H_\\infty$ and \\LaTeX"),
        ("{A {Deep {Nest} of} BERT} by BERT", "{A {Deep {Nest} of} BERT} by {BERT}"),
        ("Erd\\H{o}s and R\\'enyi Graphs", "Erd\\H{o}s and R\\'enyi Graphs"),
        ("“Attention” Revisited Often", "“{Attention}” Revisited Often"),
        ("Études on ÖBB Trains", "Études on {{ÖBB}} Trains"),
        ("", ""),
    ],
)
def test_capitals_that_mean_something_are_protected(title, expected):
    assert protect(title) == expected


def test_in_other_languages_every_capital_means_something():
    assert protect("Die Grenzen der Erkenntnis", every=True) == "Die {Grenzen} der {Erkenntnis}"


@given(st.text(alphabet="aB-: {}$\\É“'1", max_size=30))
def test_nothing_but_braces_is_added(title):
    protected = protect(title)
    assert protected.replace("{", "").replace("}", "") == title.replace("{", "").replace("}", "")
    assert protected.count("{") - title.count("{") == protected.count("}") - title.count("}")
