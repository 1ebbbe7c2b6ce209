package signet.s3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import signet.model.s3.CommonPrefix;

/** How an answer shows keys: as they are, or percent-encoded where the client asked for {@code encoding-type=url}. */
record KeyText(boolean encoded) {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./";

    /** By the request's encoding type, which the codec has checked. */
    static KeyText of(@Nullable String encodingType) {
        return new KeyText(encodingType != null);
    }

    /** The encoding type to answer with. */
    @Nullable
    String type() {
        return encoded ? "url" : null;
    }

    String show(String key) {
        return encoded ? percent(key) : key;
    }

    @Nullable
    String showOptional(@Nullable String key) {
        return key == null ? null : show(key);
    }

    List<CommonPrefix> prefixes(List<String> groups) {
        return groups.stream().map(group -> new CommonPrefix(show(group))).toList();
    }

    static String percent(String key) {
        StringBuilder text = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && PLAIN.indexOf(b) >= 0) {
                text.append((char) b);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return text.toString();
    }
}
