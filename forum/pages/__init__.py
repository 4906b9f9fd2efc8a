"""Pages that mix rooms: home, thread, profile, settings, layout; they call rooms' queries and include their parts."""
