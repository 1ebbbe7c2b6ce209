package signet.imds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the metadata service, headers and all but the date. */
public final class MetadataResponse {
    private static final int THROTTLED = 503;

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private MetadataResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    static MetadataResponse ok(Content content, Instant modified) {
        byte[] bytes = content.bytes();
        Map<String, String> headers = headers(content.type(), bytes.length);
        headers.put("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC)));
        return new MetadataResponse(200, headers, bytes);
    }

    /** An error with the page that goes with it. */
    static MetadataResponse error(int status, String reason) {
        String page = """
                <?xml version="1.0" encoding="iso-8859-1"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
                \t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                 <head>
                  <title>%1$s</title>
                 </head>
                 <body>
                  <h1>%1$s</h1>
                 </body>
                </html>
                """.formatted(status + " - " + reason);
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        return new MetadataResponse(status, headers("text/html", bytes.length), bytes);
    }

    /** The answer to one request too many. */
    static MetadataResponse throttled() {
        return error(THROTTLED, "Service Unavailable");
    }

    /** No content, but the methods that a path takes. */
    static MetadataResponse allowing(int status, String methods) {
        Map<String, String> headers = headers("text/html", 0);
        headers.put("Allow", methods);
        return new MetadataResponse(status, headers, new byte[0]);
    }

    MetadataResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new MetadataResponse(status, more, body);
    }

    /** The same as an answer to HEAD: the headers tell the length of what is not sent. */
    MetadataResponse withoutBody() {
        return new MetadataResponse(status, headers, new byte[0]);
    }

    /** Whether nothing was done, because the instance asks too much. */
    public boolean isThrottled() {
        return status == THROTTLED;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers in order, {@code Content-Length} among them. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A copy of the body; empty in answer to HEAD. */
    public byte[] body() {
        return body.clone();
    }

    private static Map<String, String> headers(String type, int length) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Server", "EC2ws");
        headers.put("Content-Type", type);
        headers.put("Accept-Ranges", "none");
        headers.put("Content-Length", Integer.toString(length));
        headers.put("Connection", "close");
        return headers;
    }
}
