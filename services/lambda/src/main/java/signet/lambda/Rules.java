package signet.lambda;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.functions.Functions;
import signet.model.AwsError;
import signet.model.lambda.EphemeralStorage;
import signet.model.lambda.LoggingConfig;
import signet.model.lambda.SnapStart;
import signet.model.lambda.TracingConfig;

/** What a function's settings may be, beyond what the model says. */
final class Rules {
    static final int USUAL_TIMEOUT = 3;
    static final int USUAL_MEMORY = 128;

    private static final int LONGEST_TIMEOUT = 900;
    private static final int MOST_MEMORY = 10_240;
    private static final int LARGEST_ENVIRONMENT = 4096;
    private static final int MOST_TAGS = 50;
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SECRET_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT",
            "TZ");

    private Rules() {}

    static void timeout(@Nullable Integer seconds) {
        if (seconds != null && seconds > LONGEST_TIMEOUT) {
            throw Errors.validation(
                    seconds.toString(), "timeout", "Member must have value less than or equal to " + LONGEST_TIMEOUT);
        }
    }

    static void memory(@Nullable Integer megabytes) {
        if (megabytes != null && megabytes > MOST_MEMORY) {
            throw Errors.validation(
                    megabytes.toString(), "memorySize", "Member must have value less than or equal to " + MOST_MEMORY);
        }
    }

    /** A runtime that Amazon has and this host has not is refused by its name. */
    static void runtime(Functions functions, String runtime) {
        functions.obstacle().ifPresent(why -> {
            throw Errors.notImplemented("Lambda functions on this host (" + why + ")");
        });
        if (!functions.runtimes().contains(runtime)) {
            throw Errors.notImplemented("The runtime " + runtime + ", which this host does not have (it has "
                    + String.join(", ", functions.runtimes()) + "),");
        }
    }

    static void architectures(@Nullable List<String> architectures) {
        if (architectures != null && !architectures.isEmpty()) {
            Members.value(architectures.getFirst(), "Architectures", hostArchitecture());
        }
    }

    /** The name that Lambda has for this host's processor. */
    static String hostArchitecture() {
        return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
    }

    static void variables(@Nullable Map<String, String> variables) {
        if (variables == null) {
            return;
        }
        variables.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw Errors.validation(
                        "{" + name + "=" + value + "}",
                        "environment.variables",
                        "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: "
                                + VARIABLE.pattern() + "]");
            }
            if (value.indexOf('\0') >= 0) {
                throw Errors.invalid(
                        "The environment variable " + name + " has a character that no variable may have.");
            }
        });
        Set<String> reserved = new TreeSet<>(variables.keySet());
        reserved.retainAll(RESERVED);
        if (!reserved.isEmpty()) {
            throw unable(
                    "contains reserved keys that are currently not supported for modification. Reserved keys used in"
                            + " this request: " + String.join(", ", reserved));
        }
        int size = variables.entrySet().stream()
                .mapToInt(e -> (e.getKey() + e.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > LARGEST_ENVIRONMENT) {
            throw unable("exceeded the 4KB limit.");
        }
    }

    private static AwsError unable(String why) {
        return Errors.invalid("Lambda was unable to configure your environment variables because the environment"
                + " variables you have provided " + why);
    }

    /** Settings that Signet takes only as they are anyway. */
    static void usual(
            @Nullable TracingConfig tracing,
            @Nullable EphemeralStorage storage,
            @Nullable SnapStart snapStart,
            @Nullable LoggingConfig logging) {
        if (tracing != null) {
            Members.value(tracing.mode(), "TracingConfig.Mode", "PassThrough");
        }
        if (storage != null) {
            Members.value(storage.size(), "EphemeralStorage.Size", 512);
        }
        if (snapStart != null) {
            Members.value(snapStart.applyOn(), "SnapStart.ApplyOn", "None");
        }
        if (logging != null) {
            Members.only(LoggingConfig.SCHEMA, logging, "LoggingConfig", "LogFormat");
            Members.value(logging.logFormat(), "LoggingConfig.LogFormat", "Text");
        }
    }

    static void tags(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw Errors.invalid("Number of tags exceeds resource tag limit.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
                throw Errors.invalid("The tag key or value is too long or empty: " + key);
            }
            if (key.toLowerCase(java.util.Locale.ROOT).startsWith("aws:")) {
                throw Errors.invalid("Tag keys that begin with aws: are reserved: " + key);
            }
        });
    }
}
