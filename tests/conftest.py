"""What every test may use; the fixtures live in tests/plugins, one file per subject."""

pytest_plugins = [
    "tests.plugins.servers",
    "tests.plugins.network",
    "tests.plugins.databases",
    "tests.plugins.application",
    "tests.plugins.processes",
    "tests.plugins.browser",
]
