"""The demo programme: real bodies and places, invented people, the same data every time."""
