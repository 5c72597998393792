"""NumberPort over the attendant's file: scrypt takes 100 ms, so it runs on a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiosk.app import crashes
from kiosk.domain.attendant_panel import NumberFound
from kiosk.flows.ports import NumberAnswer
from kiosk.records.attendant_number import NoNumber, check_file, is_right
from kiosk.records.secrets import NoSecret

Post = Callable[[Callable[[], None]], None]


class NumberCheck:
    """`post` runs a function on the GUI thread. The file is read anew each time: a new number counts at once."""

    def __init__(self, path: Path | None, post: Post) -> None:
        self._path = path
        self._post = post
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="number")

    def look(self, answered: Callable[[NumberFound], None]) -> None:
        """See NumberPort."""
        self._executor.submit(self._look, answered)

    def check(self, number: str, answered: Callable[[NumberAnswer], None]) -> None:
        """See NumberPort."""
        self._executor.submit(self._check, number, answered)

    def stop(self) -> None:
        """What has not begun is not begun any more; a check on its way ends within its 100 ms."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    # --- on its own thread ---

    def _look(self, answered: Callable[[NumberFound], None]) -> None:
        found = self._found()
        self._post(lambda: answered(found))

    def _check(self, number: str, answered: Callable[[NumberAnswer], None]) -> None:
        answer: NumberAnswer = self._found()
        if answer is NumberFound.THERE:
            answer = self._is_right(number)
        self._post(lambda: answered(answer))

    def _found(self) -> NumberFound:
        try:
            if self._path is None:
                return NumberFound.MISSING
            check_file(self._path)
        except NoNumber:
            return NumberFound.MISSING
        except NoSecret:
            return NumberFound.BROKEN
        except Exception as error:
            crashes.say("the attendant's number was not looked for", error)
            return NumberFound.BROKEN
        return NumberFound.THERE

    def _is_right(self, number: str) -> NumberAnswer:
        try:
            return self._path is not None and is_right(self._path, number)
        except Exception as error:
            crashes.say("the attendant's number was not checked", error)
            return NumberFound.BROKEN
