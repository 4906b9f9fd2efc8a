"""Categories, tags, threads, posts, revisions, votes, acceptances, endorsements, follows, proposals."""
