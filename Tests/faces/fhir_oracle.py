"""Another FHIRPath engine (fhirpathpy) computes exported scores from answers, and says where it differs from the server.

It is slow on whole responses, so each expression sees only the items that it names, each expression is parsed once,
and what was computed from the same values is not computed again.
"""

import random
import re
from multiprocessing import get_context

from fhirpathpy import compile as compiled
from fhirpathpy.models import models

BASE = "/fhir/R4"
# One unit each of what the form asks in two; both at once is never drawn.
OTHER_UNITS = {"haemoglobinGdl": "haemoglobin", "creatinineMgDl": "creatinine"}
# A walk of so many answer sets begins anew, so that no part of the form stays as it was drawn once.
WALK = 40


def fhirpath(expression):
    """With the R4 model, which knows that `value` stands for valueCoding, valueDecimal and the others."""
    parsed = compiled(expression, models["r4"])
    return lambda resource, known: listed(parsed(resource, {"resource": resource, **known}))


def items(resource):
    for item in resource.get("item", []):
        yield item
        yield from items(item)


class Form:
    """A form as the server tells it: its own definition and its Questionnaire."""

    def __init__(self, client, id):
        self.id = id
        self.items = {item["id"]: item for section in client.get(f"/forms/{id}")["sections"] for item in section["items"]}
        self.questionnaire = client.get(f"{BASE}/Questionnaire/{id}")
        self.variables = [
            (each["valueExpression"]["name"], each["valueExpression"]["expression"])
            for each in self.questionnaire.get("extension", []) if each["url"].endswith("/variable")]
        self.scores = [item["linkId"].removeprefix("score.") for item in items(self.questionnaire)
                       if item["linkId"].startswith("score.")]

    def answer(self, id, dice, sure=False):
        """As people answer: ticks of all three kinds unless it is to be sure, numbers on and between whole ones."""
        item = self.items[id]
        kind = item["kind"]
        if kind == "tick":
            return dice.choice(["yes", "no"] if sure else ["yes", "no", "no", "unknown"])
        if kind == "choice":
            return dice.choice(item["choices"])["code"]
        if kind == "several":
            return [choice["code"] for choice in item["choices"] if dice.random() < 0.1]
        if kind == "number":
            low, high = (18, 95) if id == "age" else (item["min"], item["max"])
            return round(dice.uniform(low, high), item["decimals"]) if dice.random() < 0.5 else dice.randint(int(low) + 1, int(high))
        return {"date": "2026-03-02", "time": "08:30", "text": "x"}[kind]

    def draw(self, dice, sure=None):
        """A whole set; every other one is complete and sure, unless that is asked for."""
        sure = dice.random() < 0.5 if sure is None else sure
        answers = {id: self.answer(id, dice, sure) for id in self.items if sure or dice.random() < 0.9}
        return self.in_one_unit(answers, dice)

    def step(self, answers, dice):
        """The next set of a walk: a few answers changed, taken away or given."""
        answers = dict(answers)
        for id in dice.sample(sorted(self.items), dice.randint(1, 12)):
            if id in answers and dice.random() < 0.2:
                del answers[id]
            else:
                answers[id] = self.answer(id, dice)
        return self.in_one_unit(answers, dice)

    @staticmethod
    def in_one_unit(answers, dice):
        for other, usual in OTHER_UNITS.items():
            if other in answers and usual in answers:
                del answers[dice.choice([other, usual])]
        return answers

    def response(self, answers, visible):
        """A QuestionnaireResponse, built here and not by the server. An empty list is an item without answers."""
        def values(id, answer):
            kind = self.items[id]["kind"]
            if kind in ("tick", "choice"):
                return [{"valueCoding": {"code": answer}}]
            if kind == "several":
                return [{"valueCoding": {"code": code}} for code in answer]
            if kind == "time":
                return [{"valueTime": answer + ":00"}]
            return [{{"number": "valueDecimal", "date": "valueDate", "text": "valueString"}[kind]: answer}]

        return {"resourceType": "QuestionnaireResponse", "item": [
            {"linkId": id, "answer": values(id, answer)} for id, answer in answers.items() if id in visible]}


class Oracle:
    """Another engine with the variables of one Questionnaire."""

    def __init__(self, variables, engine=fhirpath):
        self.steps = [(name, engine(expression), sorted(set(re.findall(r"linkId = '([^']+)'", expression))),
                       sorted(set(re.findall(r"%`?([A-Za-z][A-Za-z0-9-]*)", expression)) - {"resource"}))
                      for name, expression in variables]
        self.remembered = {}
        self.computed = 0

    def values(self, response):
        """The value of each variable, in the order of the Questionnaire: lists, as FHIRPath has them."""
        answered = {item["linkId"]: item for item in items(response)}
        found = {}
        for name, expression, links, names in self.steps:
            seen = [answered[link] for link in links if link in answered]
            known = {each: found[each] for each in names if each in found}
            key = (name, repr(seen), repr(known))
            if key not in self.remembered:
                resource = {"resourceType": "QuestionnaireResponse", "item": seen}
                self.remembered[key] = expression(resource, known)
                self.computed += 1
            found[name] = self.remembered[key]
        return found


def listed(value):
    return value if isinstance(value, list) else [value]


def difference(score, found):
    """What the engines tell differently of one score, if anything."""
    ours = score.get("value")
    theirs = found[score["id"]]
    if ours is None:
        return None if theirs == [] else f"{score['id']}: ours is open, theirs {theirs}"
    same = len(theirs) == 1 and abs(float(theirs[0]) - ours) <= 1e-6 * max(1, abs(ours))
    return None if same else f"{score['id']}: ours {ours}, theirs {theirs}"


def walk(server, username, form_id, seed, sets):
    """So many answer sets of one form by both engines. Returns differences, how often each score was final, and how much
    the other engine computed."""
    from server import Client

    client = Client(server, username)
    form = Form(client, form_id)
    oracle = Oracle(form.variables)
    dice = random.Random(seed)
    final = dict.fromkeys(form.scores, 0)
    differences = []
    for number in range(sets):
        answers = form.step(answers, dice) if number % WALK else form.draw(dice)
        evaluation = client.act("POST", f"/forms/{form_id}/evaluations", {"answers": answers})
        found = oracle.values(form.response(answers, set(evaluation["visible"])))
        for score in evaluation["scores"]:
            if score["id"] not in final:
                continue
            final[score["id"]] += score.get("value") is not None
            told = difference(score, found)
            if told:
                differences.append(f"{form_id}, seed {seed}, set {number}: {told}")
    return differences, final, oracle.computed


def walks(server, username, form_id, seeds, sets):
    """The same for several seeds, in two processes, since both engines keep a core busy."""
    with get_context("spawn").Pool(2) as pool:
        results = pool.starmap(walk, [(server, username, form_id, seed, sets) for seed in seeds])
    differences = [each for result in results for each in result[0]]
    final = {id: sum(result[1][id] for result in results) for id in results[0][1]}
    return differences, final, sum(result[2] for result in results)
