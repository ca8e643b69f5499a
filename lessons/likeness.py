"""How like two lessons are, from the two alone. Pure: no queries, no clock, no counts over all lessons.

So a release changes what is said of two lessons only if it changes one of them, and the same shelf gives the same lists
in whatever order it was released.
"""

# Lessons shown beside another.
SHOWN = 5
# So many words in common make two lessons alike; on a shared theme, so many.
WORDS, WORDS_ON_A_THEME = 5, 3
# What a shared theme and a pair of linked statements count, in thousandths of all words being the same; so many count.
THEME, LINK, MOST_COUNTED = 60, 300, 3


def likeness(words, sizes, themes, links):
    """How like two lessons are, as a whole number; 0 if they are not.

    ``words``: how many telling words they share, ``sizes``: of how many they have together (Sørensen and Dice's
    coefficient). ``themes``: how many they share. ``links``: pairs of a statement of the one and a statement of the
    other that are linked, or the same.
    """
    if not (links or words >= WORDS or (themes and words >= WORDS_ON_A_THEME)):
        return 0
    shared = 2000 * words // sizes if words else 0
    return shared + THEME * min(themes, MOST_COUNTED) + LINK * min(links, MOST_COUNTED)
