"""The database and the broker of a data folder, shared by every errand that needs them.

Each errand holds a shared lock while it works; the one that leaves last turns off the light.
The kernel lets go of the lock of a killed errand, so nothing has to be counted.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from launcher import bootstrap, environment, postgres, redis, roles, system
from launcher.cluster import Cluster, find_bin, open_cluster
from launcher.commands import undisturbed
from launcher.home import Home, Lock, secret
from launcher.processes import alive


@dataclass
class Services:
    """What an errand stands on: `with Services(home) as services: …`."""

    home: Home
    careless: bool = False
    cluster: Cluster | None = None
    broker: redis.Broker | None = None
    databases: dict[str, str] = field(default_factory=dict)
    broker_url: str = ""

    def __post_init__(self) -> None:
        self._users = Lock(self.home.run / "services.lock", shared=True)
        self._change = Lock(self.home.run / "change.lock")

    def __enter__(self) -> "Services":
        external = environment.external_databases(dict(os.environ))
        broker_url = environment.external_broker(dict(os.environ))
        with self._change:
            self._users.take()
            try:
                self._open(external, broker_url)
            except BaseException:
                self._leave()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with undisturbed(), self._change:
            self._leave()

    def revive(self) -> None:
        """Start again what has died; called by the supervisor every few seconds."""
        with self._change:
            # On the same port: the processes that are running know no other.
            if self.cluster and not alive(self.cluster.pid()):
                postgres.start(self.cluster, same_port=True)
            if self.broker and not alive(self.broker.pid()):
                redis.start(self.broker, same_port=True)

    def environment(self, role: str, *, only_own: bool = False, **more: str) -> dict[str, str]:
        """The environment of a process that plays this role."""
        return environment.process_environment(
            role,
            databases=self.databases,
            only_own=only_own,
            REDIS_URL=self.broker_url,
            SECRET_KEY=os.environ.get("SECRET_KEY") or secret(self.home, "django"),
            PERCORSI_HOME=str(self.home.path),
            **more,
        )

    def _open(self, external: dict[str, str] | None, broker_url: str | None) -> None:
        packages = bootstrap.packages()
        if external is None:
            programs = find_bin(packages)
            self.cluster = open_cluster(self.home, programs, careless=self.careless)
            if not self.cluster.answers():
                postgres.start(self.cluster)
            roles.arrange(self.cluster)
            self.databases = roles.urls(self.cluster)
        else:
            self.databases = external
        if broker_url is None:
            self.broker = redis.Broker(self.home, _broker_program(packages))
            if not self.broker.answers():
                redis.start(self.broker)
        self.broker_url = broker_url or (self.broker.url if self.broker else "")

    def _leave(self) -> None:
        last = Lock(self._users.path, wait=False)
        self._users.release()
        if not last.take():
            return
        if self.broker:
            redis.stop(self.broker)
        if self.cluster:
            postgres.stop(self.cluster)
        last.release()


def _broker_program(packages: list[Path]) -> Path:
    program = redis.find_program(packages)
    if program is None:
        # Where our package has no wheel (Python 3.13 and later) the system's serves as well.
        system.install(["redis-server"], "the Redis server is missing")
        program = redis.find_program(packages)
    return program or Path("redis-server")
