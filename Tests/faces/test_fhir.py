"""An independent FHIRPath engine computes the scores of the exported Questionnaires and must find what the server finds."""

import os
import random

from fhir_oracle import BASE, Form, difference, fhirpath, items, walks

# More in `make proof`.
SETS = int(os.environ.get("ANSWER_SETS", 2000))
SEEDS = 4


def scored(client):
    """The forms that compute something."""
    return [form["id"] for form in client.get("/forms")["forms"] if Form(client, form["id"]).scores]


def test_another_engine_finds_the_same_scores_for_thousands_of_answer_sets(server):
    client = server.client("doctor")
    forms = scored(client)
    assert "anesthesia-assessment" in forms
    sets = SETS // len(forms) // SEEDS
    for id in forms:
        differences, final, computed = walks(server.url, "doctor", id, range(20261124, 20261124 + SEEDS), sets)
        print(f"{id}: {sets * SEEDS} answer sets, {len(final)} scores, {computed} expressions computed by the other engine")
        assert differences == []
        assert all(final.values()), f"never final: {[score for score, count in final.items() if not count]}"
        # Each of the sets differs from the one before: an oracle that remembers too much would compute next to nothing.
        assert computed > sets * SEEDS // 2


def test_exported_responses_hold_the_answers_and_give_the_same_scores(morning):
    """On whole responses as the server exports them, drafts of the morning's form; the engine is slow on these."""
    client = morning.doctor
    form = Form(client, morning.queue["form"])
    morning.patient("诸葛文远")
    morning.sit(client, morning.rooms[0]["id"])
    ticket = morning.call(client, morning.rooms[0]["id"])["ticket"]["id"]
    assessment = client.act("POST", "/assessments", {"ticket": ticket})
    steps = [(name, fhirpath(expression)) for name, expression in form.variables]
    dice = random.Random(7)
    for _ in range(3):
        answers = form.draw(dice)
        evaluation = client.act("POST", f"/forms/{form.id}/evaluations", {"answers": answers})
        path = f"/assessments/{assessment['id']}"
        assessment = client.act("PUT", path, {"answers": answers}, version=assessment["version"])
        exported = client.get(f"{BASE}/QuestionnaireResponse/{assessment['id']}")
        told = {item["linkId"]: plain(item) for item in items(exported)
                if item["linkId"].split(".")[0] not in ("section", "score", "scores")}
        built = {item["linkId"]: plain(item) for item in form.response(answers, set(evaluation["visible"]))["item"]}
        assert told == built
        context = {}
        for name, expression in steps:
            context[name] = expression(exported, context)
        said = {item["linkId"].removeprefix("score."): item["answer"][0]["valueDecimal"] for item in items(exported)
                if item["linkId"].startswith("score.")}
        for score in evaluation["scores"]:
            if score["id"] in form.scores:
                assert difference(score, context) is None
                assert said.get(score["id"]) == score.get("value")


def plain(item):
    """Answers without the systems and displays of their codes."""
    def bare(value):
        return value["code"] if isinstance(value, dict) else value

    return [{name: bare(value) for name, value in answer.items()} for answer in item.get("answer", [])]
