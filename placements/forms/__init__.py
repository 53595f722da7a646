"""Sieves of the placements floor."""
