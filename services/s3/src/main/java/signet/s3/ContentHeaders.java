package signet.s3;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The headers that are kept with an object and given back with it. */
record ContentHeaders(
        @Nullable String type,
        @Nullable String encoding,
        @Nullable String language,
        @Nullable String disposition,
        @Nullable String cacheControl,
        @Nullable Instant expires) {
    private static final String DEFAULT_TYPE = "binary/octet-stream";

    ContentHeaders {
        encoding = withoutTransport(encoding);
    }

    /** The Content-Type, S3's default where none was given. */
    String typeOrDefault() {
        return type == null || type.isEmpty() ? DEFAULT_TYPE : type;
    }

    /** {@code aws-chunked} describes the upload, not the object. */
    private static @Nullable String withoutTransport(@Nullable String encoding) {
        if (encoding == null) {
            return null;
        }
        String kept = Arrays.stream(encoding.split(",", -1))
                .map(String::strip)
                .filter(coding -> !coding.equalsIgnoreCase("aws-chunked") && !coding.isEmpty())
                .collect(Collectors.joining(","));
        return kept.isEmpty() ? null : kept;
    }
}
