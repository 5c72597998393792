"""Hypothesis: no time limits (machines differ), and the same examples each time, so that a red run can be repeated.

HYPOTHESIS_PROFILE=search looks for new examples instead.
"""

import os

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))
