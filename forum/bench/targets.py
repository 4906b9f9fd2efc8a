"""The limits of the second step's table, as ratios to the bare route unless a unit says otherwise."""

RATIO = {
    ("thread", "guest"): 2.5,
    ("thread", "member"): 7.0,
    ("home", "guest"): 4.0,
    ("home", "member"): 8.0,
    ("list", "guest"): 4.0,
    ("list", "member"): 8.0,
    ("profile", "guest"): 5.0,
    ("profile", "member"): 6.0,
    ("leaderboard", "guest"): 5.0,
    ("leaderboard", "member"): 6.0,
    ("search", "guest"): 15.0,
    ("search", "member"): 15.0,
}
STATEMENTS = {"guest": 4, "member": 8}
GZIP_BYTES = 12 * 1024
BOMB_RATIO = 100.0
"""Dearest hostile text to honest prose of 20,000 characters, the greatest length there is (13 ms): about a second."""
SAME_P, SAME_MS = 0.01, 5.0
"""Answers for known and unknown addresses: Mann-Whitney p at least, difference of medians in ms at most."""
REPLY_P50_MS = 6.0
REPLIES_PER_S = 200.0
MEMORY_BYTES = 200 * 1024 * 1024
IMPORT_POSTS_PER_S = 200.0
IMPORT_MEMORY_BYTES = 500 * 1024 * 1024
SHIELD_DOUBLED = 3.5
SHIELD_POST_MS = 1.0
HOSTILE_MS = 50.0
SIMILAR_MS = 200.0
LIGHTHOUSE = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PHONE = {"requests": 8, "bytes": 100 * 1024, "largest paint": 1_500, "layout shift": 0, "interaction": 100}
