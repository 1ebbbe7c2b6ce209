package signet.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The object that a copy is made of, from {@code x-amz-copy-source}. */
record CopySource(String bucket, String key, @Nullable String versionId) {
    private static final String VERSION = "?versionId=";

    static CopySource of(String header) {
        int question = header.lastIndexOf(VERSION);
        String path = question < 0 ? header : header.substring(0, question);
        String version = question < 0 ? null : header.substring(question + VERSION.length());
        String text = decoded(path, header);
        String name = text.startsWith("/") ? text.substring(1) : text;
        if (name.startsWith("arn:")) {
            throw Faults.notImplemented("x-amz-copy-source");
        }
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) {
            throw malformed(header);
        }
        return new CopySource(name.substring(0, slash), name.substring(slash + 1), version);
    }

    private static String decoded(String path, String header) {
        try {
            return URLDecoder.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed(header);
        }
    }

    private static RuntimeException malformed(String header) {
        return Faults.invalidArgument(
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                "x-amz-copy-source",
                header);
    }
}
