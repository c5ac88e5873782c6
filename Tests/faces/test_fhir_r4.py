"""What is exported is FHIR R4, by a package generated from 4.0.1 and by R4's code lists and invariants."""

import copy
import json

import pytest

from fhir_oracle import BASE
from fhir_rules import codings, problems
from server import PASSWORD


def signed(morning):
    """A draft, and the same assessment signed: only as far as the form asks."""
    client = morning.doctor
    morning.patient("诸葛文远")
    morning.sit(client, morning.rooms[0]["id"])
    ticket = morning.call(client, morning.rooms[0]["id"])["ticket"]["id"]
    opened = client.act("POST", "/assessments", {"ticket": ticket})
    path = f"/assessments/{opened['id']}"
    form = client.get(f"/forms/{opened['form']}")
    items = {item["id"]: item for section in form["sections"] for item in section["items"]}
    state, version = client.get(path), opened["version"]
    answers = state["answers"]
    while missing := state["evaluation"]["missing"]:
        answers |= {id: plain(items[id]) for id in missing}
        version = client.act("PUT", path, {"answers": answers}, version=version)["version"]
        state = client.get(path)
    draft = client.get(f"{BASE}/QuestionnaireResponse/{opened['id']}")
    client.act("POST", f"{path}/signatures", {"password": PASSWORD, "print": False}, version=version)
    return draft, client.get(f"{BASE}/QuestionnaireResponse/{opened['id']}")


def plain(item):
    """An answer that no form forbids to sign."""
    kind = item["kind"]
    if kind == "number":
        return round((item["min"] + item["max"]) / 2)
    if kind in ("choice", "several"):
        return item["choices"][0]["code"] if kind == "choice" else []
    return {"tick": "no", "date": "2026-03-02", "time": "08:30", "text": "无"}[kind]


def test_everything_exported_is_r4(morning):
    client = morning.doctor
    resources = [client.get(f"{BASE}/metadata")]
    resources += [entry["resource"] for entry in client.get(f"{BASE}/Questionnaire")["entry"]]
    systems = [entry["resource"] for entry in client.get(f"{BASE}/CodeSystem")["entry"]]
    resources += [*systems, *signed(morning)]
    assert [each.get("status") for each in resources[-2:]] == ["in-progress", "completed"]
    assert {resource["resourceType"] for resource in resources} >= {"CapabilityStatement", "Questionnaire", "QuestionnaireResponse"}
    assert [told for resource in resources for told in problems(resource)] == []
    signature = resources[-1]["extension"][0]["valueSignature"]
    assert signature["type"] and signature["when"] and signature["who"]


def test_a_response_contains_whom_it_is_about(morning):
    draft, response = signed(morning)
    for resource in (draft, response):
        assert resource["subject"] == {"reference": "#patient", "type": "Patient"}
        [patient] = resource["contained"]
        assert (patient["id"], patient["name"], patient["gender"]) == ("patient", [{"text": "诸葛文远"}], "male")
        assert patient["birthDate"] == "1968-04-17"
        number, own = patient["identifier"]
        assert number["system"] == "urn:oid:2.16.156.10011.1.11" and number["value"] and number["assigner"]["display"]
        assert own["system"] == "urn:houzhen:patient" and "Patient/" not in json.dumps(resource)


@pytest.mark.parametrize("how", ["gone", "twice"])
def test_a_contained_resource_and_its_reference_belong_together(how):
    sound = {"resourceType": "QuestionnaireResponse", "status": "completed", "subject": {"reference": "#patient"},
             "contained": [{"resourceType": "Patient", "id": "patient"}]}
    assert problems(sound) == []
    sound["contained"] = [] if how == "gone" else [*sound["contained"], {"resourceType": "Patient", "id": "other"}]
    assert any("dom-3" in told for told in problems(sound))


def test_every_code_of_our_own_is_in_one_of_our_code_systems(morning):
    client = morning.doctor
    systems = [entry["resource"] for entry in client.get(f"{BASE}/CodeSystem")["entry"]]
    assert len({system["url"] for system in systems}) == len(systems)
    known = {(system["url"], concept["code"]) for system in systems for concept in system["concept"]}
    forms = [entry["resource"] for entry in client.get(f"{BASE}/Questionnaire")["entry"]]
    used = {(coding["system"], coding["code"]) for resource in [*forms, *signed(morning)] for coding in codings(resource)}
    own = {pair for pair in used if pair[0].startswith("urn:houzhen:")}
    assert own and own <= known
    assert ("http://loinc.org", "8302-2") in used
    asa = client.get(f"{BASE}/CodeSystem/anesthesia-assessment.asaClass")
    assert [concept["code"] for concept in asa["concept"]] == ["I", "II", "III", "IV", "V", "VI"]


def doctored(questionnaire, how):
    changed = copy.deepcopy(questionnaire)
    first = changed["item"][0]["item"][0]
    changes = {
        "status": lambda: changed.update(status="bogus"),
        "gone": lambda: changed.pop("status"),
        "r5 type": lambda: first.update(type="coding"),
        "r5 field": lambda: first.update(disabledDisplay="hidden"),
        "wrong type": lambda: first.update(required="yes"),
        "twice": lambda: changed["item"][0]["item"].append(copy.deepcopy(first)),
        "operator": lambda: first.update(enableWhen=[{"question": "x", "operator": "??", "answerBoolean": True}]),
        "behaviour": lambda: first.update(enableWhen=[{"question": "x", "operator": "exists", "answerBoolean": True}] * 2),
        "empty": lambda: first.update(text=""),
        "set and options": lambda: first.update(answerValueSet="http://x", answerOption=[{"valueString": "a"}]),
        "expression": lambda: changed["extension"].append({"url": "http://x", "valueExpression": {"language": "text/fhirpath"}}),
        "extension": lambda: changed["extension"].append({"url": "http://x"}),
    }
    changes[how]()
    return changed


def a_code_system():
    return {
        "resourceType": "CodeSystem", "url": "urn:x", "name": "X", "status": "active", "content": "complete", "count": 2,
        "property": [{"code": "same-as", "type": "Coding"}],
        "concept": [{"code": "a", "property": [{"code": "same-as", "valueCoding": {"code": "x"}}]}, {"code": "b"}]}


@pytest.mark.parametrize("name, value", [
    ("content", "whole"), ("status", "bogus"), ("name", "no name"), ("count", 3), ("property", [{"code": "p", "type": "Coding"}]),
    ("property", [{"code": "same-as", "type": "coding"}]), ("concept", [{"code": "a"}, {"code": "a"}]), ("concepts", [])])
def test_what_r4_forbids_in_a_code_system_is_refused(name, value):
    assert problems(a_code_system()) == []
    assert problems({**a_code_system(), name: value}) != []


@pytest.mark.parametrize("how", [
    "status", "gone", "r5 type", "r5 field", "wrong type", "twice", "operator", "behaviour", "empty", "set and options",
    "expression", "extension"])
def test_what_r4_forbids_is_refused(how):
    sound = {
        "resourceType": "Questionnaire", "status": "active", "item": [{"linkId": "g", "type": "group", "item": [
            {"linkId": "a", "type": "decimal", "text": "a", "required": True}]}],
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": {
            "name": "a", "language": "text/fhirpath", "expression": "1"}}]}
    assert problems(sound) == []
    assert problems(doctored(json.loads(json.dumps(sound)), how)) != []
