package signet.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.OperationBinding;
import signet.model.Shape;
import signet.model.StructureSchema;

/** Writes an input as a client's request of a REST service with JSON, by string concatenation. */
final class TestJsonEncoder {
    private final List<String> query = new ArrayList<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private String path = "";
    private byte @Nullable [] payload;

    <T> WireRequest request(OperationBinding binding, StructureSchema<T> schema, T value) {
        query.addAll(binding.literals());
        path = binding.path();
        for (int i = 0; i < schema.members().size(); i++) {
            Object content = schema.get(value, i);
            if (content != null) {
                member(schema.members().get(i), content);
            }
        }
        byte[] bytes = payload == null ? structure(schema, value).getBytes(StandardCharsets.UTF_8) : payload;
        @Nullable String rawQuery = query.isEmpty() ? null : String.join("&", query);
        return new WireRequest(binding.method(), path, rawQuery, Headers.of(headers), "127.0.0.1", Body.of(bytes));
    }

    private void member(MemberSchema member, Object content) {
        String name = member.boundName();
        switch (member.binding()) {
            case LABEL -> path = path.replace("{" + name + "}", Requests.encode((String) content));
            case QUERY -> {
                List<?> values = content instanceof List<?> list ? list : List.of(content);
                values.forEach(each -> query.add(name + "=" + Requests.encode(each.toString())));
            }
            case HEADER -> headers.add(Map.entry(name, content.toString()));
            case PAYLOAD -> payload = ((byte[]) content).clone();
            case NONE -> {}
            case PREFIX_HEADERS, STATUS -> throw new AssertionError(member.name());
        }
    }

    static <T> String structure(StructureSchema<T> schema, T value) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < schema.members().size(); i++) {
            MemberSchema member = schema.members().get(i);
            Object content = schema.get(value, i);
            if (content != null && member.binding() == HttpBinding.NONE) {
                members.add(quoted(member.name()) + ": " + json(member.shape(), content));
            }
        }
        return "{" + String.join(", ", members) + "}";
    }

    @SuppressWarnings("unchecked")
    private static String json(Shape shape, Object content) {
        return switch (shape) {
            case StructureSchema<?> structure -> structure((StructureSchema<Object>) structure, content);
            case Shape.ListOf list ->
                ((List<?>) content)
                        .stream().map(each -> json(list.element(), each)).collect(Collectors.joining(",", "[", "]"));
            case Shape.MapOf map ->
                ((Map<String, ?>) content)
                        .entrySet().stream()
                                .map(each -> quoted(each.getKey()) + ":" + json(map.value(), each.getValue()))
                                .collect(Collectors.joining(",", "{", "}"));
            case Shape.Blob ignored -> quoted(Base64.getEncoder().encodeToString((byte[]) content));
            case Shape.Text ignored -> quoted((String) content);
            case Shape.Timestamp ignored -> Long.toString(((Instant) content).getEpochSecond());
            default -> content.toString();
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
