"""Colours of the site outside its style sheet: cards, browser bars, home screens.

A test compares them with tokens.css and the sign.
"""

PAPER, DARK_PAPER = "#fcfaf6", "#161513"
INK, QUIET, RULE, RED = "#1b1916", "#5d574e", "#d9d3c8", "#9c1c22"
GOLD = "#c9982c"  # of the sign; too pale for text on paper
