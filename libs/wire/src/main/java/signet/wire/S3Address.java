package signet.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an S3 request's host, path and query name, decoded. */
record S3Address(@Nullable String bucket, @Nullable String key, Map<String, List<String>> query) {}
