"""Amounts, whose sign at the start of a line looks like the mark of a block."""

import re

_NUMBER = r"\d[\d.,]*"
_RATE = r" ?%| ?°C"
AMOUNT = re.compile(rf"{_NUMBER}(?:{_RATE}|(?: (?:nghìn|triệu|tỷ))? (?:nghìn|triệu|tỷ|đồng|USD|độ|điểm)\b)")
AMOUNT_ALONE = re.compile(rf"\s*{_NUMBER}(?:{_RATE})?[.;,]?\s*")
