package signet.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * All that is needed to run a function.
 *
 * @param arn its ARN, unqualified
 * @param generation changes whenever anything of it does: what runs for another generation is not used again
 * @param name its name
 * @param region its region
 * @param runtime such as {@code python3.11}
 * @param handler such as {@code index.handler}
 * @param timeout how long an invocation may take
 * @param memoryMegabytes what its processes may fill
 * @param variables its own environment variables
 * @param code its archive, {@linkplain CodeArchive#check checked}
 */
public record FunctionSpec(
        String arn,
        String generation,
        String name,
        String region,
        String runtime,
        String handler,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> variables,
        Path code) {

    public FunctionSpec {
        variables = Map.copyOf(variables);
    }
}
