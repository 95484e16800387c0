"""Streams from Flask: a completion as bare text, the same as server-sent events, and a live feed."""

import argparse
import itertools
import json
import os
import re
import time

from flask import Flask, Response, request
from flask_restful import Api, Resource
from werkzeug.serving import make_server

from model import ModelBusy, ModelError, tokens

TOKEN = "secret-token"

app = Flask(__name__)
api = Api(app)


def event(data, name=None, id=None):
    """One server-sent event. Each line of the data needs a `data:` of its own, or its line break is lost."""
    lines = [f"event: {name}"] if name else []
    lines += [f"id: {id}"] if id is not None else []
    # Not splitlines(): it also splits at characters that are no line ends in an event stream.
    lines += [f"data: {line}" for line in re.split("\r\n|\r|\n", data)]
    return "\n".join(lines) + "\n\n"


def stream(generator):
    # X-Accel-Buffering: nginx would hold the pieces back.
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return Response(generator, mimetype="text/event-stream", headers=headers)


def answer():
    """The model's tokens for the request's prompt, or for the last of its messages."""
    body = request.get_json(force=True)
    prompt = body.get("prompt") or body["messages"][-1]["content"]
    return tokens(prompt, app.config["DELAY"])


def begun(generator):
    """The generator again, after its first item was made: what fails before it can still be told by the status."""
    return itertools.chain([next(generator)], generator)


def too_busy(error):
    return {"message": str(error)}, 503, {"Retry-After": "1"}


class Completions(Resource):
    """The tokens as they come, as bare text. It calls itself an event stream, and is none."""

    def post(self):
        try:
            answered = begun(answer())
        except ModelBusy as error:
            return too_busy(error)

        def generate():
            try:
                yield from answered
            except ModelError:
                # Nobody hears of it: the client sees an answer that ends early.
                app.logger.exception("The model failed")

        return stream(generate())


class CompletionEvents(Resource):
    """The same tokens as server-sent events, with a word about how it ended."""

    def post(self):
        try:
            answered = begun(answer())
        except ModelBusy as error:
            return too_busy(error)
        # A JSON string keeps every character; lines of data turn each kind of line break into \n.
        as_data = json.dumps if request.args.get("data") == "json" else str

        def generate():
            try:
                for token in answered:
                    yield event(as_data(token))
                yield event("{}", name="done")
            except ModelError as error:
                app.logger.exception("The model failed")
                yield event(json.dumps({"message": str(error)}), name="error")

        return stream(generate())


class Events(Resource):
    """A live feed for those who know the token. `?count=` closes it after so many events."""

    def get(self):
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            # Returned, not aborted: abort(401) of Flask-RESTful asks browsers for a password.
            return {"message": "A valid bearer token is needed."}, 401, {"WWW-Authenticate": "Bearer"}
        last = request.headers.get("Last-Event-ID", type=int, default=0)
        count = request.args.get("count", type=int)

        def generate():
            # Headers leave with the first bytes, so a quiet feed begins with a comment.
            yield ": welcome\n\n"
            numbers = itertools.count(last + 1)
            for number in itertools.islice(numbers, count):
                message = {"number": number, "text": f"Message {number} 📬"}
                yield event(json.dumps(message, ensure_ascii=False), name="new-message", id=number)
                time.sleep(app.config["DELAY"])

        return stream(generate())


api.add_resource(Completions, "/completions")
api.add_resource(CompletionEvents, "/completions/sse")
api.add_resource(Events, "/events")


@app.after_request
def allow_other_origins(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    # Authorization has to be named: "*" does not include it.
    response.headers["Access-Control-Allow-Headers"] = (
        "Authorization, Content-Type, Last-Event-ID, Idempotency-Key"
    )
    response.headers["Access-Control-Expose-Headers"] = "Retry-After"
    return response


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=int(os.environ.get("PORT", 5000)), help="0: any free one")
    options.add_argument("--delay", type=float, default=0.05, help="seconds between tokens and events")
    chosen = options.parse_args()
    app.config["DELAY"] = chosen.delay
    # A thread for each request, or one open feed would keep all others waiting; with threads it speaks HTTP/1.1.
    server = make_server("127.0.0.1", chosen.port, app, threaded=True)
    print(f"Listening on http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
