package signet.model;

import java.util.List;

/**
 * Where a REST service keeps one of its operations, modelled by Signet or not.
 *
 * @param literals query parameters of the path itself: {@code policy}, or with a value {@code list-type=2}
 * @param requiredQuery query parameters that the input requires
 * @param optionalQuery query parameters that the input knows
 * @param requiredHeaders headers that the input requires, in lower case
 * @param path the path with its labels, as in {@code /2015-03-31/functions/{FunctionName}/code}
 */
public record OperationBinding(
        String operation,
        String method,
        Level level,
        List<String> literals,
        List<String> requiredQuery,
        List<String> optionalQuery,
        List<String> requiredHeaders,
        String path) {

    public OperationBinding {
        literals = List.copyOf(literals);
        requiredQuery = List.copyOf(requiredQuery);
        optionalQuery = List.copyOf(optionalQuery);
        requiredHeaders = List.copyOf(requiredHeaders);
    }

    /** What the path names. */
    public enum Level {
        SERVICE,
        BUCKET,
        OBJECT,
        /** A fixed path of its own. */
        OTHER
    }
}
