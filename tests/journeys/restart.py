"""A deploy as it is: the server stops, and another one answers at the same address."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler


class _Listener(ThreadedWSGIServer):
    """Knows who is connected: a process that ends takes its connections along, threads do not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.connected: list[socket.socket] = []
        super().__init__(*args, **kwargs)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Take up a connection, and remember it."""
        taken, address = super().get_request()
        self.connected.append(taken)
        return taken, address

    def server_close(self) -> None:
        """Let go of the port, and of everybody."""
        super().server_close()
        for one in self.connected:
            # Who has left already is not connected.
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


class _Thread(LiveServerThread):
    def _create_server(self, connections_override: Any = None) -> _Listener:
        # The port is taken again at once, whoever was connected to it a moment ago.
        return _Listener(
            (self.host, self.port),
            QuietWSGIRequestHandler,
            allow_reuse_address=True,
            connections_override=connections_override,
        )


class Server:
    """A server that can be stopped, and is followed by another one at the same address."""

    def __init__(self, like: LiveServerThread) -> None:
        self._like, self._port = like, 0
        self.start()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{self._like.host}:{self._port}"

    def start(self) -> None:
        """A new one, which knows nothing of the former one."""
        thread = _Thread(self._like.host, self._like.static_handler, port=self._port)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        self._thread, self._port = thread, thread.port

    def stop(self) -> None:
        """The process ends, whoever is writing."""
        self._thread.terminate()

    @contextmanager
    def down(self) -> Iterator[None]:
        """Nobody answers; afterwards somebody does."""
        self.stop()
        try:
            yield
        finally:
            self.start()
