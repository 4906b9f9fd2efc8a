"""How people and machines find the house: arrivals by entry, short links, feeds, the map of the site."""
