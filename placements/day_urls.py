"""Addresses of the days and what is paid for them."""

from django.urls import URLPattern

day_urls: list[URLPattern] = []
