"""Members, guests, sessions, sign-up and sign-in, profiles; what is told about people: Standing, Mandate."""
