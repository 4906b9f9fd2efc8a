"""Interventions in what people wrote: every one with a reason, a statement to the author and a line in the log."""
