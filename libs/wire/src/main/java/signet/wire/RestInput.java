package signet.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;

/** Reads a REST request's parts into the input of its operation. */
final class RestInput {
    /** The largest document S3 takes is a list of 10,000 parts. */
    private static final int MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

    /** RFC 9110, section 13.1.3: a date that can't be read is as if it weren't there. */
    private static final Set<String> IGNORED_IF_UNREADABLE =
            Set.of("if-modified-since", "if-unmodified-since", "expires");

    private final S3Address address;
    private final Body body;

    RestInput(S3Address address, Body body) {
        this.address = address;
        this.body = body;
    }

    <I> I read(StructureSchema<I> schema) {
        List<MemberSchema> members = schema.members();
        @Nullable Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            MemberSchema member = members.get(i);
            values[i] = value(member);
            if (values[i] == null && member.required()) {
                throw missing(member);
            }
        }
        return schema.create(values);
    }

    private @Nullable Object value(MemberSchema member) {
        return switch (member.binding()) {
            case LABEL -> member.boundName().equals("Bucket") ? address.bucket() : address.key();
            case QUERY -> text(member, address.query().get(member.boundName()));
            case HEADER -> header(member);
            case PREFIX_HEADERS -> prefixed(member.boundName());
            case PAYLOAD -> payload(member);
            case NONE, STATUS ->
                throw new IllegalStateException("no input of S3 has a member outside its payload: " + member.name());
        };
    }

    private @Nullable Object header(MemberSchema member) {
        List<String> sent = address.headers().all(member.boundName());
        if (sent.isEmpty()) {
            return null;
        }
        String joined = String.join(",", sent);
        if (member.shape() instanceof Shape.ListOf) {
            return Arrays.stream(joined.split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
        return text(member, joined.strip());
    }

    private Map<String, String> prefixed(String prefix) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : address.headers().entries()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(prefix)) {
                result.merge(name.substring(prefix.length()), header.getValue(), (a, b) -> a + "," + b);
            }
        }
        return result;
    }

    private @Nullable Object text(MemberSchema member, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (member.shape()) {
            case Shape.Text t -> {
                if (!t.constraints().lists(text)) {
                    throw invalid(member, text);
                }
                yield text;
            }
            case Shape.IntegerNumber ignored -> (int) integer(member, text, Integer.MAX_VALUE);
            case Shape.LongNumber ignored -> integer(member, text, Long.MAX_VALUE);
            case Shape.BooleanValue ignored -> bool(member, text);
            case Shape.Timestamp t -> time(member, text, t.format());
            case Shape.DoubleNumber ignored -> throw invalid(member, text);
            case Shape.Blob ignored -> throw invalid(member, text);
            case Shape.Stream ignored -> throw invalid(member, text);
            case Shape.AnyJson ignored -> throw invalid(member, text);
            case Shape.ListOf ignored -> throw invalid(member, text);
            case Shape.MapOf ignored -> throw invalid(member, text);
            case Shape.Structure ignored -> throw invalid(member, text);
        };
    }

    private static long integer(MemberSchema member, String text, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= -most - 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw AwsError.of(
                        "InvalidArgument",
                        400,
                        "Provided " + member.boundName() + " not an integer or within integer range")
                .with("ArgumentName", member.boundName())
                .with("ArgumentValue", text);
    }

    private static Boolean bool(MemberSchema member, String text) {
        if (text.equalsIgnoreCase("true")) {
            return Boolean.TRUE;
        }
        if (text.equalsIgnoreCase("false")) {
            return Boolean.FALSE;
        }
        throw invalid(member, text);
    }

    private static @Nullable Instant time(MemberSchema member, String text, TimestampFormat format) {
        TimestampFormat effective = format == TimestampFormat.DEFAULT
                ? (member.binding() == HttpBinding.HEADER ? TimestampFormat.HTTP_DATE : TimestampFormat.DATE_TIME)
                : format;
        Instant time = Timestamps.parse(text, effective);
        if (time == null && !IGNORED_IF_UNREADABLE.contains(member.boundName().toLowerCase(Locale.ROOT))) {
            throw invalid(member, text);
        }
        return time;
    }

    private @Nullable Object payload(MemberSchema member) {
        if (member.shape() instanceof Shape.Stream) {
            return body;
        }
        byte[] bytes = readAll();
        if (bytes.length == 0) {
            return null;
        }
        return switch (member.shape()) {
            case Shape.Blob ignored -> bytes;
            case StructureSchema<?> structure -> document(member, structure, bytes);
            default -> new String(bytes, StandardCharsets.UTF_8);
        };
    }

    private static @Nullable Object document(MemberSchema member, StructureSchema<?> schema, byte[] bytes) {
        XmlNode root = XmlReader.read(bytes);
        if (!root.name().equals(rootName(member, schema))) {
            throw XmlReader.malformed();
        }
        return XmlDecoder.structure(schema, root);
    }

    /** The name of the document that holds a payload. */
    static String rootName(MemberSchema member, StructureSchema<?> schema) {
        if (member.xmlName() != null) {
            return member.xmlName();
        }
        String own = schema.xmlName();
        return own == null ? schema.name() : own;
    }

    private byte[] readAll() {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(MAX_DOCUMENT_BYTES + 1);
            if (bytes.length > MAX_DOCUMENT_BYTES) {
                throw AwsError.of("MaxMessageLengthExceeded", 400, "Your request was too big.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsError invalid(MemberSchema member, String value) {
        if (member.boundName().equals("x-amz-storage-class")) {
            return AwsError.of("InvalidStorageClass", 400, "The storage class you specified is not valid");
        }
        return AwsError.of("InvalidArgument", 400, "Invalid value for " + member.boundName())
                .with("ArgumentName", member.boundName())
                .with("ArgumentValue", value);
    }

    private static AwsError missing(MemberSchema member) {
        return switch (member.binding()) {
            case PAYLOAD, NONE, STATUS -> AwsError.of("MissingRequestBodyError", 400, "Request Body is empty");
            case HEADER, PREFIX_HEADERS ->
                AwsError.of("MissingSecurityHeader", 400, "Your request was missing a required header")
                        .with("MissingHeaderName", member.boundName());
            case QUERY, LABEL ->
                AwsError.of("InvalidArgument", 400, "Missing value for " + member.boundName())
                        .with("ArgumentName", member.boundName());
        };
    }
}
