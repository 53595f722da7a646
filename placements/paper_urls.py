"""Addresses of decisions, papers, beginning and end."""

from django.urls import URLPattern

paper_urls: list[URLPattern] = []
