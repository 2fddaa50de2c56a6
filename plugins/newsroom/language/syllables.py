"""Possible syllables of Vietnamese, by their spelling.

They show in which encoding a text makes sense, and whether a letter like ð stands for đ.
"""

import re
import unicodedata
from functools import lru_cache

from newsroom.language.vietnamese import TONES, split_tone

LONGEST = 7  # letters: "nghiêng"
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x br hr kr"  # Brâu, Hrê, Krông
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ych yên yêm yêng yêt yêu ynh yt ak ăk êk ôk uk
"""
_SYLLABLE = re.compile(rf"(?:{'|'.join(_ONSETS.split())})?(?:{'|'.join(_RIMES.split())})")
_MISPLACED = re.compile(f"[{TONES}].*[{TONES}]|[^aeiouy\u0302\u0306\u031b][{TONES}]")  # a second tone; ñ
_STOPS = ("c", "ch", "p", "t")
_TONES_OF_STOPS = {4, 5}  # sắc, nặng


@lru_cache(20_000)
def is_syllable(word: str) -> bool:
    """Check that *word* can be a syllable of Vietnamese, in any case, with the tone mark anywhere."""
    if len(word) > LONGEST:
        return False
    letters, tone = split_tone(word.lower())
    if not _SYLLABLE.fullmatch(letters) or (letters.endswith(_STOPS) and tone not in _TONES_OF_STOPS):
        return False
    return not _MISPLACED.search(unicodedata.normalize("NFD", word.lower()))
