"""Calls, projects, partners and participations."""
