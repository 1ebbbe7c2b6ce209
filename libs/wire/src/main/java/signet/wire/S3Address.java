package signet.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;

/**
 * What an S3 request's host, path and query name, decoded.
 *
 * @param key the object's key; null for a bucket or the service
 * @param query the parameters that select an operation or belong to its input; those of signatures are left out
 * @param headers the headers, and the {@code x-amz-} parameters that pre-signed URLs carry in their stead
 */
record S3Address(@Nullable String bucket, @Nullable String key, Map<String, String> query, Headers headers) {
    private static final Pattern AMAZON =
            Pattern.compile("(?:(.+)\\.)?s3(?:[.-](?:dualstack\\.)?[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?");
    private static final int MAX_KEY_BYTES = 1024;
    private static final Set<String> SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signedheaders",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256");

    S3Address {
        query = Map.copyOf(query);
    }

    /**
     * @param domains host names whose sub-domains are buckets
     * @throws AwsError {@code InvalidURI} if the path or query isn't percent-encoded UTF-8, {@code InvalidArgument} if a query
     *     parameter comes twice
     */
    static S3Address of(WireRequest request, List<String> domains) {
        if (!request.rawPath().startsWith("/")) {
            throw invalidUri();
        }
        Map<String, String> query = new LinkedHashMap<>();
        List<Map.Entry<String, String>> hoisted = new ArrayList<>();
        for (Map.Entry<String, String> parameter : parameters(request.rawQuery())) {
            String lower = parameter.getKey().toLowerCase(Locale.ROOT);
            if (SIGNATURE.contains(lower)) {
                continue;
            }
            if (lower.startsWith("x-amz-")) {
                hoisted.add(Map.entry(lower, parameter.getValue()));
            } else if (!lower.equals("x-id") && query.put(parameter.getKey(), parameter.getValue()) != null) {
                throw duplicate(parameter.getKey());
            }
        }
        Headers headers = withHoisted(request.headers(), hoisted);
        Optional<String> hostBucket = bucketOf(request.host(), domains);
        if (hostBucket.isPresent()) {
            return named(hostBucket.get(), decoded(request.rawPath().substring(1)), query, headers);
        }
        return split(request.rawPath(), query, headers);
    }

    /** The path is split as sent, so that an encoded slash never moves the border between bucket and key. */
    private static S3Address split(String rawPath, Map<String, String> query, Headers headers) {
        if (rawPath.equals("/")) {
            return new S3Address(null, null, query, headers);
        }
        int slash = rawPath.indexOf('/', 1);
        String bucket = decoded(slash < 0 ? rawPath.substring(1) : rawPath.substring(1, slash));
        return named(bucket, slash < 0 ? "" : decoded(rawPath.substring(slash + 1)), query, headers);
    }

    private static S3Address named(String bucket, String key, Map<String, String> query, Headers headers) {
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0) {
            throw AwsError.of("InvalidBucketName", 400, "The specified bucket is not valid.")
                    .with("BucketName", bucket);
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw AwsError.of("KeyTooLongError", 400, "Your key is too long");
        }
        return new S3Address(bucket, key.isEmpty() ? null : key, query, headers);
    }

    private static String decoded(String raw) {
        String text = Percent.decode(Percent.target(raw), false);
        if (text == null) {
            throw invalidUri();
        }
        return text;
    }

    private static AwsError invalidUri() {
        return AwsError.of("InvalidURI", 400, "Couldn't parse the specified URI.");
    }

    private static List<Map.Entry<String, String>> parameters(@Nullable String rawQuery) {
        List<Map.Entry<String, String>> result = new ArrayList<>();
        for (String pair :
                rawQuery == null ? new String[0] : Percent.target(rawQuery).split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), true);
            if (name == null || value == null) {
                throw invalidUri();
            }
            result.add(Map.entry(name, value));
        }
        return result;
    }

    private static Headers withHoisted(Headers headers, List<Map.Entry<String, String>> hoisted) {
        Headers all = headers;
        for (Map.Entry<String, String> parameter : hoisted) {
            if (all.has(parameter.getKey())) {
                throw duplicate(parameter.getKey());
            }
            all = all.and(parameter.getKey(), parameter.getValue());
        }
        return all;
    }

    private static AwsError duplicate(String name) {
        return AwsError.of("InvalidArgument", 400, "The parameter " + name + " was given more than once")
                .with("ArgumentName", name);
    }

    /** The bucket that the host names; empty for a path-style request. */
    static Optional<String> bucketOf(String host, List<String> domains) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
        if (name.endsWith(".amazonaws.com") || name.endsWith(".amazonaws.com.cn")) {
            Matcher amazon = AMAZON.matcher(name);
            if (!amazon.matches()) {
                throw AwsError.of("InvalidRequest", 400, "The host '" + name + "' is not one of S3's.");
            }
            return Optional.ofNullable(amazon.group(1));
        }
        for (String domain : domains) {
            if (name.equals(domain) || name.equals("s3." + domain)) {
                return Optional.empty();
            }
            for (String suffix : List.of(".s3." + domain, "." + domain)) {
                if (name.endsWith(suffix)) {
                    return Optional.of(name.substring(0, name.length() - suffix.length()));
                }
            }
        }
        return Optional.empty();
    }
}
