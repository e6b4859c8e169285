"""The application: routes, and the translation of requests into calls of the studio."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from reorg.editing.edits import LeadNeeded, Refusal
from reorg.editing.journal import JournalError
from reorg.model import ModelError, case_names
from reorg.study.running.settings import StudyError
from reorg.web import taking
from reorg.web.beginning import begin
from reorg.web.guard import Access, Guard
from reorg.web.guesses import guesses, state_assumption
from reorg.web.studio import Studio
from reorg.web.study_files import size_of, study_file
from reorg.web.watching import film_for, question_for, team_for

Data = dict[str, Any]
Call = Callable[[Studio, Request, Data], Data | Response]
STATIC = Path(str(files("reorg.web").joinpath("static")))


class StaleError(Exception):
    """An edit was made on a state that is no longer the current one."""


def create_app(studio: Studio, access: Access) -> Starlette:
    """Return the application of a studio; ``access`` must admit every request."""
    routes = [
        Route("/", _page),
        Route("/api/state", _call(studio, _state)),
        Route("/api/start", _call(studio, _start)),
        Route("/api/open", _call(studio, _open), methods=["POST"]),
        Route("/api/import", _call(studio, _import), methods=["POST"]),
        Route("/api/import/accept", _call(studio, _accept), methods=["POST"]),
        Route("/api/edits", _call(studio, _edit), methods=["POST"]),
        Route("/api/undo", _call(studio, _undo), methods=["POST"]),
        Route("/api/redo", _call(studio, _redo), methods=["POST"]),
        Route("/api/preview", _call(studio, _preview), methods=["POST"]),
        Route("/api/scenarios", _call(studio, _new_scenario), methods=["POST"]),
        Route("/api/scenarios/{scenario}", _call(studio, _end_scenario), methods=["DELETE"]),
        Route("/api/studies", _call(studio, _study), methods=["POST"]),
        Route("/api/leading", _answered(studio, _leading)),
        Route("/api/studies/prepare", _call(studio, _prepare), methods=["POST"]),
        Route("/api/studies/stop", _call(studio, _stop), methods=["POST"]),
        Route("/api/studies/go-on", _call(studio, _resume), methods=["POST"]),
        Route("/api/guesses", _answered(studio, _guesses)),
        Route("/api/guesses", _call(studio, _state_assumption), methods=["POST"]),
        Route("/api/text/{scenario}", _call(studio, _as_text)),
        Route("/api/save", _call(studio, _save), methods=["POST"]),
        Route("/api/report", _call(studio, _report)),
        Route("/api/study-file/{kind}", _answered(studio, _study_file)),
        Route("/api/moves/{scenario}", _call(studio, _moves)),
        Route("/api/view", _call(studio, _view), methods=["POST"]),
        Route("/api/claim", _call(studio, _claim), methods=["POST"]),
        Route("/api/film", _answered(studio, _film)),
        Route("/api/film/team", _answered(studio, _film_team)),
        Route("/api/film/question", _answered(studio, _film_question)),
        Route("/api/page/{scenario}", _answered(studio, _page_one)),
        Route("/api/report.css", _report_style),
        Route("/api/events", _events(studio)),
        Route("/static/{name:path}", _static()),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Guard, access=access)])
    app.state.studio = studio
    return app


def _call(studio: Studio, call: Call) -> Callable[[Request], Response]:
    """Return an endpoint that calls the studio with the request's JSON, and reports refusals."""

    def locked(studio: Studio, request: Request, data: Data) -> Data | Response:
        with studio.lock:
            return call(studio, request, data)

    return _answered(studio, locked)


def _answered(studio: Studio, call: Call) -> Callable[[Request], Response]:
    """Return an endpoint like that of :func:`_call`, for slow calls that change nothing."""

    def endpoint(request: Request) -> Response:
        try:
            answer = call(studio, request, _json(request))
        except StaleError:
            return _refused(
                409, "This was changed in another window; the current state is now shown.", kind="stale"
            )
        except LeadNeeded as needed:
            return _refused(422, str(needed), kind="lead", teams=list(needed.teams))
        except Refusal as refusal:
            return _refused(422, str(refusal), kind="refused")
        except (ModelError, StudyError) as error:
            return _refused(422, str(error), kind="model")
        except JournalError as error:
            return _refused(507, str(error), kind="disk")
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    return endpoint


def _refused(status: int, message: str, **more: Any) -> Response:
    return JSONResponse({"error": message, **more}, status)


def _json(request: Request) -> Data:
    body: bytes = request.scope.get("body", b"")
    if not body:
        return {}
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Refusal("The request is not valid: send a JSON object.")
    return data


def _text(data: Data, key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise Refusal(f"The request is not valid: {key} is missing.")
    return value


def _window(request: Request) -> str:
    return request.headers.get("x-window", "")[:64]


def _page(_request: Request) -> Response:
    return FileResponse(STATIC / "index.html", media_type="text/html; charset=utf-8")


def _static() -> Callable[[Request], Any]:
    """Return an endpoint for the modules and styles of the page: those present now, and no others."""
    kept = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}

    async def endpoint(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in kept:
            return _refused(404, "There is no such page.")
        # Small and local: a thread for each would take longer.
        return Response(kept[name].read_bytes(), media_type=guess_type(name)[0] or "text/plain")

    return endpoint


def _state(studio: Studio, request: Request, _data: Data) -> Data:
    return studio.state(_window(request), request.query_params.get("scenario"))


def _start(studio: Studio, _request: Request, _data: Data) -> Data:
    return studio.start_page()


def _open(studio: Studio, _request: Request, data: Data) -> Data:
    case, recent = data.get("case"), data.get("recent")
    if isinstance(recent, int) and (path := studio.recent.path(recent)) is not None:
        studio.open(path)
    elif isinstance(case, str) and case in case_names():
        studio.open(case)
    elif data.get("new") is True:
        studio.open(str(begin(studio.home)))
    else:
        raise Refusal("There is no such model.")
    studio.hub.tell("opened", {})
    return {}


def _import(studio: Studio, _request: Request, data: Data) -> Data:
    from reorg.web.imports import previewed  # noqa: PLC0415 - few ask for it

    studio.imported, shown = previewed(
        data.get("files"), data.get("answers"), str(data.get("name", ""))[:200]
    )
    return shown


def _accept(studio: Studio, _request: Request, _data: Data) -> Data:
    from reorg.web.imports import accept  # noqa: PLC0415 - few ask for it

    if studio.imported is None:
        raise Refusal("There is nothing to accept: choose files first.")
    path = accept(studio.imported, studio.home)
    studio.imported = None
    studio.open(str(path))
    studio.hub.tell("opened", {})
    return {"path": str(path)}


def _check_writer(studio: Studio, request: Request, data: Data) -> None:
    if studio.writer not in (None, _window(request)):
        raise Refusal("This model is being edited in another window; here it is read-only.")
    studio.writer = _window(request)
    if data.get("after") != studio.opened.count:
        raise StaleError


def _edit(studio: Studio, request: Request, data: Data) -> Data:
    _check_writer(studio, request, data)
    return studio.scenario(studio.opened.edit(_text(data, "scenario"), data.get("edit")).id)


def _undo(studio: Studio, request: Request, data: Data) -> Data:
    _check_writer(studio, request, data)
    return studio.scenario(studio.opened.undo(_text(data, "scenario")).id)


def _redo(studio: Studio, request: Request, data: Data) -> Data:
    _check_writer(studio, request, data)
    return studio.scenario(studio.opened.redo(_text(data, "scenario")).id)


def _preview(studio: Studio, _request: Request, data: Data) -> Data:
    board = studio.opened.preview(_text(data, "scenario"), data.get("edit"))
    assert studio.describer is not None  # noqa: S101 - for the type
    return studio.describer.preview(_text(data, "scenario"), board)


def _new_scenario(studio: Studio, request: Request, data: Data) -> Data:
    _check_writer(studio, request, data)
    return studio.scenario(studio.opened.new_scenario(_text(data, "name"), _text(data, "origin")).id)


def _end_scenario(studio: Studio, request: Request, data: Data) -> Data:
    _check_writer(studio, request, data)
    studio.opened.end_scenario(request.path_params["scenario"])
    return studio.scenario(studio.opened.organization.baseline)


def _study(studio: Studio, _request: Request, data: Data) -> Data:
    scenarios, worlds, seed = data.get("scenarios"), data.get("worlds", 1000), data.get("seed", 1)
    width = data.get("width")
    if not isinstance(scenarios, list) or not (type(worlds) is type(seed) is int):
        raise Refusal("The request is not valid: send scenarios, worlds and seed.")
    if not (width is None or type(width) in (int, float)):
        raise Refusal("Give the width of the interval as a number.")
    plans = [studio.opened.plan(str(name)) for name in scenarios]
    prints = {plan.id: studio.opened.fingerprint(plan) for plan in plans}
    job = studio.jobs.start([plan.id for plan in plans], worlds, seed, prints, width)
    return studio.jobs.status(job)


def _prepare(studio: Studio, _request: Request, data: Data) -> Data:
    scenarios = data.get("scenarios")
    if not isinstance(scenarios, list):
        raise Refusal("The request is not valid: send scenarios.")
    studio.jobs.choose([studio.opened.plan(str(name)).id for name in scenarios])
    return {}


def _leading(studio: Studio, _request: Request, _data: Data) -> Data:
    from reorg.web.figures import Worlds  # noqa: PLC0415 - loads the engine

    organization = studio.opened.organization
    return Worlds.room_for(organization, (organization.baseline,), 1).measure()


def _stop(studio: Studio, _request: Request, _data: Data) -> Data:
    studio.jobs.stop()
    return {}


def _resume(studio: Studio, _request: Request, _data: Data) -> Data:
    studio.jobs.resume()
    return {}


def _guesses(studio: Studio, _request: Request, _data: Data) -> Data:
    return guesses(studio.opened)


def _state_assumption(studio: Studio, request: Request, data: Data) -> Data:
    _check_writer(studio, request, data)
    state_assumption(studio.opened, data)
    return {**guesses(studio.opened), **studio.scenario(_text(data, "scenario"))}


def _as_text(studio: Studio, request: Request, _data: Data) -> Data:
    return taking.as_text(studio.opened, _scenario(studio, request), size_of(studio.jobs.current))


def _save(studio: Studio, _request: Request, _data: Data) -> Data:
    return {"path": str(taking.save(studio.opened, studio.home, studio.folder / "saved.json"))}


def _moves(studio: Studio, request: Request, _data: Data) -> Response:
    name, table = taking.moves(studio.opened, _scenario(studio, request))
    return _file(name, table.encode("utf-8-sig"), "text/csv")


def _film(studio: Studio, request: Request, _data: Data) -> Data:
    asked = request.query_params
    number = asked.get("world", "")
    world = int(number) if number.isdecimal() and len(number) < 12 else None
    return film_for(studio.jobs.current, asked.get("scenario", ""), asked.get("rule"), world)


def _film_team(studio: Studio, request: Request, _data: Data) -> Data:
    return team_for(studio.jobs.current, request.query_params)


def _film_question(studio: Studio, request: Request, _data: Data) -> Data:
    return question_for(studio.jobs.current, request.query_params)


def _page_one(studio: Studio, request: Request, _data: Data) -> Data:
    job = studio.jobs.current
    scenario = request.path_params["scenario"]
    if job is None or job.study is None or scenario not in job.scenarios[1:]:
        raise Refusal("There is no page yet: it is written when a study is done.")
    from reorg.report.page import render_page_one  # noqa: PLC0415 - loads the templates
    from reorg.report.study_report import printing_of  # noqa: PLC0415

    saved = job.saved[job.scenarios.index(scenario)]
    return {"html": render_page_one(job.study, saved, printing_of(job.study))}


def _report_style(_request: Request) -> Response:
    style = files("reorg.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    return Response(style, media_type="text/css")


def _report(studio: Studio, _request: Request, _data: Data) -> Response:
    job = studio.jobs.current
    if job is None or not job.report.is_file():
        raise Refusal("There is no report yet: it is written when a study is done.")
    return _file(f"report-{job.id}.html", job.report.read_bytes(), "text/html; charset=utf-8")


def _study_file(studio: Studio, request: Request, _data: Data) -> Response:
    job = studio.jobs.current
    command = "" if job is None else taking.command_of(studio.opened, job.saved, size_of(job))
    as_in_model = request.query_params.get("names") == "model"
    return _file(*study_file(job, request.path_params["kind"], as_in_model, command))


def _file(name: str, content: bytes, media_type: str) -> Response:
    stated = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"content-disposition": stated})


def _scenario(studio: Studio, request: Request) -> str:
    return studio.opened.plan(request.path_params["scenario"]).id


def _view(studio: Studio, request: Request, data: Data) -> Data:
    if studio.writer in (None, _window(request)):
        studio.save_view(data)
    return {}


def _claim(studio: Studio, request: Request, _data: Data) -> Data:
    studio.claim(_window(request))
    return {}


def _events(studio: Studio) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        window = request.query_params.get("window", "")[:64]

        async def lines() -> AsyncIterator[str]:
            try:
                async for line in studio.hub.stream():
                    yield line
            finally:
                studio.release(window)

        return StreamingResponse(lines(), media_type="text/event-stream")

    return endpoint
