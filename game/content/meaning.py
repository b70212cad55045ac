"""What balance files that fit their models may still get wrong: names of nothing, circles, contradictions."""

from __future__ import annotations

from game.content.bases import base_problems
from game.content.contents import Contents, Fitted
from game.content.meaning_of_claims import claim_problems, policy_problems
from game.content.meaning_of_endings import ending_problems
from game.content.meaning_of_numbers import baseline_problems, change_problems
from game.content.meaning_of_seats import scenario_problems, temperament_problems
from game.content.meaning_of_techs import event_problems, technology_problems
from game.content.models import Scenario, Worldview
from game.content.problems import Problem


def problems_of_meaning(contents: Contents) -> list[Problem]:
    """All problems with the meaning of these files.

    A check that needs a file which is absent is left out: what is wrong with that file is known already.
    """
    problems: list[Problem] = list(base_problems(contents))
    if contents.baseline:
        problems += baseline_problems(contents.baseline)
        problems += ending_problems(contents.baseline.document, contents.baseline.model.parameters)
        overlays: list[Fitted[Worldview] | Fitted[Scenario]] = []
        overlays += contents.worldviews.values()
        overlays += contents.scenarios.values()
        for overlay in overlays:
            problems += change_problems(overlay, contents.baseline.model)
            problems += ending_problems(overlay.document, overlay.model.parameters)
    if contents.technologies:
        problems += technology_problems(contents.technologies)
    if contents.events:
        problems += event_problems(contents.events)
    for scenario in contents.scenarios.values():
        problems += scenario_problems(scenario, contents)
    for temperament in contents.temperaments.values():
        problems += temperament_problems(temperament, contents)
    for policy in contents.policies.values():
        problems += policy_problems(policy, contents)
    for worldview in contents.worldviews.values():
        problems += claim_problems(worldview, contents)
    return problems
