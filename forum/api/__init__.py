"""JSON for programs: views over the actions, queries and permissions that pages use, described by OpenAPI 3.1."""
