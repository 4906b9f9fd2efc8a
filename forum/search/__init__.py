"""What is indexed, how one asks, and the page of results."""
