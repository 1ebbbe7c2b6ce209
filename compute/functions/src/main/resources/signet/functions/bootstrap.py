# Serves a Python function by the runtime API: loads the handler once, then takes call after call.
import http.client
import importlib
import json
import os
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = "/2018-06-01/runtime/"


class Failure(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class CognitoIdentity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class ClientContext:
    def __init__(self, text):
        values = json.loads(text)
        self.custom = values.get("custom")
        self.env = values.get("env")
        self.client = values.get("client")


class Context:
    def __init__(self, headers):
        environment = os.environ
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = environment["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = environment["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = environment["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = environment["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = CognitoIdentity()
        text = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = ClientContext(text) if text else None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        print(message)


def ask(method, path, body=None):
    connection = http.client.HTTPConnection(API)
    try:
        connection.request(method, ROOT + path, body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def load(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise Failure(
            "Runtime.MalformedHandlerName",
            "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name,
        )
    module_name = module_name.replace("/", ".")
    try:
        module = importlib.import_module(module_name)
    except ImportError as e:
        raise Failure("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, e))
    except SyntaxError as e:
        raise Failure("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, e))
    handler = getattr(module, function_name, None)
    if handler is None:
        raise Failure(
            "Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function_name, module_name)
        )
    return handler


def document(error, request_id):
    kind = error.kind if isinstance(error, Failure) else type(error).__name__
    own = os.path.abspath(__file__)
    frames = [] if isinstance(error, Failure) else traceback.extract_tb(error.__traceback__)
    stack = traceback.format_list([frame for frame in frames if frame.filename != own])
    print("[ERROR] %s: %s\nTraceback (most recent call last):\n%s" % (kind, error, "".join(stack)), file=sys.stderr)
    text = {"errorMessage": str(error), "errorType": kind, "requestId": request_id, "stackTrace": stack}
    return json.dumps(text).encode()


def end_of_log(request_id):
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.write(1, ("\x1e%s\n" % request_id).encode())
    except OSError:
        pass


def serve(handler, headers, payload):
    request_id = headers["Lambda-Runtime-Aws-Request-Id"]
    try:
        answer = handler(json.loads(payload), Context(headers))
        try:
            body = json.dumps(answer).encode()
        except (TypeError, ValueError, OverflowError, RecursionError) as e:
            raise Failure("Runtime.MarshalError", "Unable to marshal response: %s" % e)
        path = "response"
    except Exception as e:
        body = document(e, request_id)
        path = "error"
    end_of_log(request_id)
    ask("POST", "invocation/%s/%s" % (request_id, path), body)


def main():
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    sys.argv = [os.environ["_HANDLER"]]
    try:
        handler = load(os.environ["_HANDLER"])
    except Exception as e:
        body = document(e, "")
        sys.stdout.flush()
        sys.stderr.flush()
        ask("POST", "init/error", body)
        sys.exit(1)
    while True:
        status, headers, payload = ask("GET", "invocation/next")
        if status != 200:
            sys.exit(0)
        serve(handler, headers, payload)


main()
