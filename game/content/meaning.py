"""What balance files that fit their models may still get wrong: names of nothing, circles, contradictions."""

from __future__ import annotations

from game.content.contents import Contents
from game.content.meaning_of_claims import claim_problems, policy_problems
from game.content.meaning_of_numbers import baseline_problems, change_problems
from game.content.meaning_of_seats import scenario_problems, temperament_problems
from game.content.meaning_of_techs import event_problems, technology_problems
from game.content.problems import Problem


def problems_of_meaning(contents: Contents) -> list[Problem]:
    """All problems with the meaning of these files.

    A check that needs a file which is absent is left out: what is wrong with that file is known already.
    """
    problems: list[Problem] = []
    if contents.baseline:
        problems += baseline_problems(contents.baseline)
        for worldview in contents.worldviews.values():
            problems += change_problems(worldview, contents.baseline.model)
        for scenario in contents.scenarios.values():
            problems += change_problems(scenario, contents.baseline.model)
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
