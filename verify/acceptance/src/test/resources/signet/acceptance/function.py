"""What a test's function does: whatever its event says."""
import http.client
import os
import subprocess
import time


def handler(event, context):
    if "run" in event:
        done = subprocess.run(event["run"], capture_output=True, text=True)
        return {"status": done.returncode, "out": done.stdout, "err": done.stderr}
    if "fail" in event:
        raise ValueError(event["fail"])
    if "sleep" in event:
        time.sleep(event["sleep"])
    if "variable" in event:
        return os.environ.get(event["variable"])
    if "runtime" in event:
        connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
        connection.request("POST", "/2018-06-01/runtime/" + event["runtime"], b'"forged"')
        return connection.getresponse().read().decode()
    return {"arn": context.invoked_function_arn, "id": context.aws_request_id}
