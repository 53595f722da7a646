"""Reference tables hold no person: everyone reads them, only the owner's loader writes them."""

from django.apps import apps

from core.tenancy import exempt

for _model in apps.get_app_config("reference").get_models():
    exempt(_model, reason="public facts, no personal data", grants="SELECT")
