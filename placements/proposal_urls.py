"""Addresses of hosts and proposals."""

from django.urls import URLPattern

proposal_urls: list[URLPattern] = []
