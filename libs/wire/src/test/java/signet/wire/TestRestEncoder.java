package signet.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.MemberSchema;
import signet.model.OperationBinding;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;

/** Writes an S3 input as a client's request. */
final class TestRestEncoder {
    private static final XmlEncoder XML = new XmlEncoder(Timestamps::millis);

    private final List<String> query = new ArrayList<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private String bucket = "";
    private String key = "";
    private Body body = Body.EMPTY;

    <T> WireRequest request(OperationBinding binding, StructureSchema<T> schema, T value) {
        query.addAll(binding.literals());
        for (int i = 0; i < schema.members().size(); i++) {
            Object content = schema.get(value, i);
            if (content != null) {
                member(schema.members().get(i), content);
            }
        }
        String path = "/" + Requests.encode(bucket) + (key.isEmpty() ? "" : "/" + Requests.encode(key));
        @Nullable String rawQuery = query.isEmpty() ? null : String.join("&", query);
        return new WireRequest(binding.method(), path, rawQuery, Headers.of(headers), "127.0.0.1", body);
    }

    @SuppressWarnings("unchecked")
    private void member(MemberSchema member, Object content) {
        switch (member.binding()) {
            case LABEL -> {
                bucket = "bucket";
                key = member.name().equals("Key") ? (String) content : key;
            }
            case QUERY -> query.add(member.boundName() + "=" + Requests.encode(text(member, content)));
            case HEADER -> headers.add(Map.entry(member.boundName(), text(member, content)));
            case PREFIX_HEADERS ->
                ((Map<String, String>) content)
                        .forEach((name, value) -> headers.add(Map.entry(member.boundName() + name, value)));
            case PAYLOAD -> body = payload(member, content);
            case NONE, STATUS -> throw new AssertionError(member.name());
        }
    }

    private static String text(MemberSchema member, Object content) {
        if (content instanceof List<?> list) {
            return list.stream().map(Object::toString).collect(Collectors.joining(", "));
        }
        if (content instanceof Instant time && member.shape() instanceof Shape.Timestamp timestamp) {
            return timestamp.format() == TimestampFormat.DATE_TIME
                    ? Timestamps.millis(time)
                    : Timestamps.httpDate(time);
        }
        return content.toString();
    }

    @SuppressWarnings("unchecked")
    private static Body payload(MemberSchema member, Object content) {
        if (content instanceof Body stream) {
            return stream;
        }
        if (member.shape() instanceof StructureSchema<?> schema) {
            XmlWriter out = new XmlWriter();
            String root = RestInput.rootName(member, schema);
            out.open(root, "http://s3.amazonaws.com/doc/2006-03-01/");
            XML.members(out, (StructureSchema<Object>) schema, content);
            return Body.of(out.close(root).toString().getBytes(StandardCharsets.UTF_8));
        }
        return Body.of(content.toString().getBytes(StandardCharsets.UTF_8));
    }
}
