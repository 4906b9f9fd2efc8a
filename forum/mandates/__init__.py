"""Trust for a time: nomination, approvals, charter, scope, probation, rest and end; writes the rights in accounts."""
