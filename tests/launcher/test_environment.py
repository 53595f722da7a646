"""What may come from outside: the port, one URL per role, the broker."""

import pytest
from launcher import environment
from launcher.messages import Stop

ALL = {
    "DATABASE_URL_OWNER": "postgres://o:1@db:5432/percorsi",
    "DATABASE_URL_APP": "postgres://a:2@db:5432/percorsi",
    "DATABASE_URL_WORKER": "postgres://w:3@db:5432/percorsi",
}


def test_no_urls_means_the_embedded_database():
    assert environment.external_databases({}) is None
    assert environment.external_broker({}) is None


def test_one_url_per_role_is_taken_as_given():
    databases = environment.external_databases(ALL)

    assert databases == {
        "owner": ALL["DATABASE_URL_OWNER"],
        "app": ALL["DATABASE_URL_APP"],
        "worker": ALL["DATABASE_URL_WORKER"],
    }


def test_partial_urls_are_refused_by_name():
    with pytest.raises(Stop, match=r"^DATABASE_URL_OWNER and DATABASE_URL_WORKER are missing: "):
        environment.external_databases({"DATABASE_URL_APP": ALL["DATABASE_URL_APP"]})


@pytest.mark.parametrize("url", ["mysql://a:secret@db/x", "postgres://a:secret@db:port/x"])
def test_a_strange_address_is_refused_without_repeating_its_password(url):
    with pytest.raises(Stop) as refusal:
        environment.external_databases({**ALL, "DATABASE_URL_APP": url})

    assert str(refusal.value).startswith("DATABASE_URL_APP is not an address like postgres://")
    assert "secret" not in str(refusal.value)


def test_a_strange_broker_is_refused():
    with pytest.raises(Stop, match=r"^REDIS_URL is not an address like redis://"):
        environment.external_broker({"REDIS_URL": "http://127.0.0.1"})


def test_the_port_is_8000_unless_said_otherwise():
    assert environment.port_of({}) == 8000
    assert environment.port_of({"PORT": "8123"}) == 8123


@pytest.mark.parametrize("text", ["0", "65536", "80a", "-1", "8 0", "²"])
def test_a_bad_port_is_refused_with_its_text(text):
    with pytest.raises(Stop, match="PORT must be a number from 1 to 65535"):
        environment.port_of({"PORT": text})


def test_a_long_lived_process_knows_its_own_url_only(monkeypatch):
    monkeypatch.setenv("DATABASE_URL_OWNER", "postgres://left:over@db/x")
    databases = environment.external_databases(ALL)

    result = environment.process_environment("app", databases=databases, only_own=True)

    known = {name for name in result if name.startswith("DATABASE_URL_")}
    assert known == {"DATABASE_URL_APP"}
    assert result["PERCORSI_ROLE"] == "app"


def test_another_database_of_the_same_server():
    url = environment.on_database("postgres://o:p%40ss@db:5432/percorsi?sslmode=require", "bench")

    assert url == "postgres://o:p%40ss@db:5432/bench?sslmode=require"
