"""Runs GraphQL operations with gql, as a program would that knows the gateway by its schema alone.

    python run_operations.py URL ADMIN_TOKEN < OPERATIONS

OPERATIONS is a JSON list of {"query", "variables", "anonymous"}. Prints a JSON list of {"data", "errors"}: what gql made of the
answers. Each query is checked against the schema that the gateway tells of itself before it is sent.
"""

import json
import sys

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport


def connect(url, headers):
    transport = RequestsHTTPTransport(f"{url}/graphql", headers=headers, timeout=20)
    return Client(transport=transport, fetch_schema_from_transport=True)


def answer(session, operation):
    request = gql(operation["query"])
    request.variable_values = operation["variables"]
    try:
        return {"data": session.execute(request)}
    except TransportQueryError as error:
        return {"data": error.data, "errors": error.errors}


def main(url, token):
    operations = json.load(sys.stdin)
    with (
        connect(url, {}) as anonymous,
        connect(url, {"Authorization": f"Bearer {token}"}) as admin,
    ):
        answers = [answer(anonymous if one["anonymous"] else admin, one) for one in operations]
    json.dump(answers, sys.stdout)


main(*sys.argv[1:])
