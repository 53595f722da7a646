"""Answers to signed-in people are stored nowhere: not in a cache, not behind the Back button."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class PrivateAnswers:
    """`no-store` on every answer but static files; storage cleared at sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        if request.method == "POST" and request.path == reverse("account_logout"):
            # “storage” only: “cookies” would also drop the message that the person signed out.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
