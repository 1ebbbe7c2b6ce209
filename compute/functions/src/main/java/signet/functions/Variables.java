package signet.functions;

import java.util.Map;
import java.util.TreeMap;

/** The environment variables of a function (Lambda Developer Guide, "Defined runtime environment variables"). */
final class Variables {
    private Variables() {}

    /** The function's own, and Lambda's, which win. */
    static Map<String, String> of(FunctionSpec spec, RoleCredentials credentials, String environmentId) {
        Map<String, String> all = new TreeMap<>(spec.variables());
        all.put("_HANDLER", spec.handler());
        all.put("AWS_REGION", spec.region());
        all.put("AWS_DEFAULT_REGION", spec.region());
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime());
        all.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMegabytes()));
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.name());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "[$LATEST]" + environmentId);
        all.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        all.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        all.put(
                "AWS_LAMBDA_RUNTIME_API",
                Functions.RUNTIME_API.getAddress().getHostAddress() + ":" + Functions.RUNTIME_API.getPort());
        all.put("LAMBDA_TASK_ROOT", "/var/task");
        all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        all.put("TZ", ":UTC");
        return all;
    }
}
