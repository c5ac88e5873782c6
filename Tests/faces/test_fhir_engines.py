"""What is known to be wrong in fhirpathpy, each by its smallest example. Exported expressions keep clear of it; a test that
fails here says that the engine was mended and that an expression may be written more plainly."""

import pytest
from fhirpathpy import evaluate

NUMBERS = {"resourceType": "QuestionnaireResponse", "item": [
    {"linkId": "a", "answer": [{"valueDecimal": 2.75}]}, {"linkId": "b", "answer": [{"valueDecimal": 2.75}]}]}


@pytest.mark.parametrize("function", ["weight", "ordinal"])
def test_weights_of_answers_are_not_known(function):
    with pytest.raises(Exception, match="(?i)not implemented"):
        evaluate(NUMBERS, f"item.answer.value.{function}()")


@pytest.mark.parametrize("expression", ["(0.85).power(-1.2)", "2.power(0.5)"])
def test_a_fractional_power_gives_nothing(expression):
    assert evaluate({}, expression) == []


def test_a_power_by_logarithm_gives_what_it_should():
    """As CKD-EPI is exported."""
    found = evaluate({}, "(-1.2 * (0.85).ln()).exp()")
    assert abs(float(found[0]) - 0.85 ** -1.2) < 1e-12


def test_quantities_cannot_be_compared():
    with pytest.raises(TypeError):
        evaluate({}, "(5 'mg') > (3 'mg')")


def test_numbers_of_a_resource_cannot_be_summed():
    with pytest.raises(TypeError):
        evaluate(NUMBERS, "item.answer.valueDecimal.sum()")
    assert float(evaluate(NUMBERS, "item.answer.valueDecimal.aggregate($this + $total, 0)")[0]) == 5.5


def test_a_union_drops_equal_numbers_as_fhirpath_says_and_combine_keeps_them():
    """So DASI, with two items of 2.75, is exported as a sum of terms and not of a union."""
    assert len(evaluate({}, "2.75 | 2.75")) == 1
    assert len(evaluate({}, "(2.75).combine(2.75)")) == 2


def test_a_half_is_rounded_to_the_even_neighbour():
    assert [float(evaluate({}, each)[0]) for each in ("2.5.round(0)", "27.65.round(1)")] == [2, 27.6]
