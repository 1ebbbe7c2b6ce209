package signet.lambda;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function's owner chose.
 *
 * @param roleArn the execution role's ARN
 * @param roleId its unique id: another role of the same name is not the one that was passed
 * @param timeout in seconds
 * @param memory in megabytes
 * @param variables null when no environment was given
 */
record FunctionConfig(
        String roleArn,
        String roleId,
        String runtime,
        String handler,
        String description,
        int timeout,
        int memory,
        @Nullable Map<String, String> variables,
        String architecture) {

    FunctionConfig {
        variables = variables == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
