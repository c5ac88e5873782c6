"""A healthy patient from the call to the next patient, by mouse alone, by touch alone and by keyboard alone, counted."""

import pytest
from playwright.sync_api import expect

from hand import by_keyboard, by_mouse, by_touch, count_from_now, expect_next_patient, tell
from server import eventually
from workstation import open_sitting

# Clicks and keys of the form as it is shipped, with room for a few more questions, not for a worse page: a healthy
# patient is meant to take about 30 clicks beside the digits.
MOST_CLICKS_BESIDE_DIGITS = 36
MOST_KEYS = 120


@pytest.fixture
def workstation(morning, open_page, hand):
    morning.patient("张三", birth_date="1990-02-03")
    morning.patient("欧阳娜娜", sex="female")
    page = open_page("/doctor", "doctor", has_touch=hand is by_touch)
    open_sitting(page, morning.rooms[0]["id"], morning.queue["id"])
    expect(page.locator("#call")).not_to_have_attribute("aria-disabled", "true")
    return page


@pytest.mark.parametrize("hand", [by_mouse, by_touch, by_keyboard])
def test_a_healthy_patient_by_one_hand_alone(hand, workstation, morning):
    page = workstation
    first = page.inner_text("#next-who b")
    count_from_now(page)
    hand(page)
    expect_next_patient(page, first)
    counted = tell(page, hand.__name__)
    if hand is not by_keyboard:
        assert counted["clicks"] - counted["digits"] <= MOST_CLICKS_BESIDE_DIGITS
    else:
        assert counted["clicks"] == 0
        assert counted["keys"] <= MOST_KEYS
    # Signed, printed, done, and the next one called: one gesture.
    done = morning.doctor.get(f"/queues/{morning.queue['id']}/tickets?state=done")["tickets"]
    assert [(each["label"], each["assessmentState"]) for each in done] == [(first, "signed")]
    assessment = morning.doctor.get(f"/assessments/{done[0]['assessment']}")
    ticks = [answer for answer in assessment["answers"].values() if answer in ("yes", "no", "unknown")]
    assert ticks and set(ticks) == {"no"}, "nothing abnormal is written as 无, never left blank"
    eventually(lambda: any(job["purpose"] == "slip" for job in morning.desk.get("/print-jobs")["printJobs"]))
