package signet.cloudtrail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import signet.identity.Ids;
import signet.trail.Recorded;

/**
 * A file of events in CloudTrail's form, under CloudTrail's name for it (CloudTrail User Guide, "CloudTrail log file examples"
 * and "Finding your CloudTrail log files").
 */
final class LogFile {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int UNIQUE = 16;

    private final String key;
    private final byte[] bytes;

    private LogFile(String key, byte[] bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    static LogFile of(TrailRecord trail, List<Recorded> events, Instant now, Ids ids) {
        String name = trail.account() + "_CloudTrail_" + trail.region() + "_" + MINUTE.format(now) + "_" + unique(ids);
        return new LogFile(
                folder(trail) + trail.region() + "/" + DAY.format(now) + "/" + name + ".json.gz", compressed(events));
    }

    /** The folder of all files of a trail's account, with a slash at its end. */
    static String folder(TrailRecord trail) {
        String prefix = trail.settings().prefix();
        String before = prefix == null || prefix.isEmpty() ? "" : prefix.replaceAll("/$", "") + "/";
        return before + "AWSLogs/" + trail.account() + "/CloudTrail/";
    }

    private static String unique(Ids ids) {
        StringBuilder text = new StringBuilder(UNIQUE);
        for (byte b : ids.bytes(UNIQUE)) {
            text.append(ALPHABET.charAt((b & 0xff) % ALPHABET.length()));
        }
        return text.toString();
    }

    private static byte[] compressed(List<Recorded> events) {
        String records = String.join(",", events.stream().map(Recorded::json).toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(("{\"Records\":[" + records + "]}").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The object's key. */
    String key() {
        return key;
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
