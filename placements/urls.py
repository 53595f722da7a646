"""Addresses of the placements floor."""

from placements.day_urls import day_urls
from placements.paper_urls import paper_urls
from placements.proposal_urls import proposal_urls

app_name = "placements"
urlpatterns = [*proposal_urls, *paper_urls, *day_urls]
