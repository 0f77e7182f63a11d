"""Runs GraphQL operations with gql, as a program would that knows the gateway by its schema alone.

    python run_operations.py URL ADMIN_TOKEN FILE < OPERATIONS

OPERATIONS is a JSON list of {"query", "variables", "anonymous"}. Prints a JSON list of {"data", "errors"}: what gql made of the
answers. Each query is checked against the schema that the gateway tells of itself before it is sent. An upload that is
created gets the bytes of FILE, and its id is the variable `uploadId` of what comes after.
"""

import json
import sys

import requests
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport


def connect(url, headers):
    transport = RequestsHTTPTransport(f"{url}/graphql", headers=headers, timeout=20)
    return Client(transport=transport, fetch_schema_from_transport=True)


def send(upload, path):
    with open(path, "rb") as file:
        content = file.read()
    for part in upload["parts"]:
        body = content[part["offset"] : part["offset"] + part["byteSize"]]
        headers = {header["key"]: header["value"] for header in part["headers"]}
        response = requests.request(part["method"], part["url"], data=body, headers=headers, timeout=20)
        response.raise_for_status()


def answer(session, operation, known):
    request = gql(operation["query"])
    variables = operation["variables"].items()
    request.variable_values = {name: known.get(name, value) for name, value in variables}
    try:
        return {"data": session.execute(request)}
    except TransportQueryError as error:
        return {"data": error.data, "errors": error.errors}


def main(url, token, path):
    operations = json.load(sys.stdin)
    with (
        connect(url, {}) as anonymous,
        connect(url, {"Authorization": f"Bearer {token}"}) as admin,
    ):
        answers, known = [], {}
        for one in operations:
            answers.append(answer(anonymous if one["anonymous"] else admin, one, known))
            upload = ((answers[-1]["data"] or {}).get("createUpload") or {}).get("upload")
            if upload:
                send(upload, path)
                known["uploadId"] = upload["id"]
    json.dump(answers, sys.stdout)


main(*sys.argv[1:])
