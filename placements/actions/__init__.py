"""Verbs of this floor: hosts and proposals, decisions and papers, days and payments."""
