"""Browser assets: what is drawn, bundled and fetched at set-up. A leaf tool, it knows no room."""
