"""An independent FHIRPath engine computes the scores of the exported Questionnaire and must find what the server finds."""

import random

from fhirpathpy import compile as compiled
from fhirpathpy.models import models

SETS = 12
BASE = "/fhir/R4"


def fhirpath(expression):
    """With the R4 model, which knows that `value` stands for valueCoding, valueDecimal and the others."""
    return compiled(expression, models["r4"])


def items(resource):
    for item in resource.get("item", []):
        yield item
        yield from items(item)


def draw(form, chance, dice):
    """Answers as people give them: some items open, ticks of all three kinds."""
    answers = {}
    for section in form["sections"]:
        for item in section["items"]:
            if dice.random() > chance or item["id"] in ("haemoglobinGdl", "creatinineMgDl"):
                continue
            kind = item["kind"]
            if kind == "tick":
                answers[item["id"]] = dice.choice(["yes", "no", "no", "unknown"] if chance < 1 else ["yes", "no"])
            elif kind == "choice":
                answers[item["id"]] = dice.choice(item["choices"])["code"]
            elif kind == "several":
                answers[item["id"]] = [choice["code"] for choice in item["choices"] if dice.random() < 0.1]
            elif kind == "number":
                answers[item["id"]] = dice.randint(int(item["min"]) + 1, int(item["max"]))
    if "age" in answers:
        answers["age"] = dice.randint(18, 95)
    if dice.random() < 0.3 and "creatinine" in answers:
        del answers["creatinine"]
        answers["creatinineMgDl"] = dice.randint(1, 29) / 10
    return answers


def response(form, answers, visible):
    """A QuestionnaireResponse, built here and not by the server. An empty list is an item without answers."""
    kinds = {item["id"]: item["kind"] for section in form["sections"] for item in section["items"]}

    def values(id, answer):
        if kinds[id] in ("tick", "choice"):
            return [{"valueCoding": {"code": answer}}]
        if kinds[id] == "several":
            return [{"valueCoding": {"code": code}} for code in answer]
        return [{"valueDecimal": answer}]

    return {"resourceType": "QuestionnaireResponse", "item": [
        {"linkId": id, "answer": values(id, answer)} for id, answer in answers.items() if id in visible]}


def compute(variables, resource):
    """The value of each variable, in the order of the Questionnaire, by the other engine."""
    context = {"resource": resource}
    for name, expression in variables:
        found = expression(resource, context)
        context[name] = found
    return context


def test_another_engine_finds_the_same_scores(server):
    client = server.client("doctor")
    form = client.get("/forms/anesthesia-assessment")
    questionnaire = client.get(f"{BASE}/Questionnaire/anesthesia-assessment")
    variables = [
        (each["valueExpression"]["name"], fhirpath(each["valueExpression"]["expression"]))
        for each in questionnaire["extension"] if each["url"].endswith("/variable")]
    ids = {item["linkId"].removeprefix("score.") for item in items(questionnaire) if item["linkId"].startswith("score.")}
    assert len(ids) >= 19
    final = dict.fromkeys(ids, 0)
    dice = random.Random(20261124)
    for number in range(SETS):
        answers = draw(form, 1 if number % 2 else 0.9, dice)
        evaluation = client.act("POST", "/forms/anesthesia-assessment/evaluations", {"answers": answers})
        found = compute(variables, response(form, answers, evaluation["visible"]))
        for score in evaluation["scores"]:
            if score["id"] not in ids:
                continue
            other = found[score["id"]]
            other = other[0] if isinstance(other, list) and other else None if other == [] else other
            ours = score.get("value")
            told = f"set {number}, {score['id']}: ours {ours}, theirs {other}"
            if ours is None:
                assert other is None, told
            else:
                final[score["id"]] += 1
                assert other is not None and abs(float(other) - ours) <= 1e-6 * max(1, abs(ours)), told
    assert all(final.values()), f"never final: {[id for id, count in final.items() if not count]}"
