package signet.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;

/** S3's protocol (smithy.io, "AWS restXml protocol", and S3's own departures from it). */
record RestXmlCodec(ServiceModel service) implements Codec {
    private static final XmlEncoder XML = new XmlEncoder(Timestamps::millis);

    /** The one operation whose document is the value itself, without an element for the member. */
    private static final String UNWRAPPED = "GetBucketLocation";

    @Override
    public <I> I decode(OperationModel<I, ?> operation, Resolution.Known request) {
        return new RestInput(request.address(), request.request().body()).read(operation.input());
    }

    @Override
    public <O> WireResponse encode(OperationModel<?, O> operation, O output, String requestId) {
        StructureSchema<O> schema = operation.output();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("x-amz-request-id", requestId));
        headers.add(Map.entry("x-amz-id-2", hostId(requestId)));
        WireResponse.Content content = new WireResponse.Nothing();
        int status = operation.successStatus();
        boolean document = false;
        for (int i = 0; i < schema.members().size(); i++) {
            MemberSchema member = schema.members().get(i);
            Object value = schema.get(output, i);
            document |= member.binding() == HttpBinding.NONE;
            if (value == null) {
                continue;
            }
            if (member.binding() == HttpBinding.PAYLOAD) {
                content = payload(member, value);
            } else if (member.binding() != HttpBinding.NONE) {
                headers.addAll(headers(member, value));
            }
            status = member.name().equals("ContentRange") ? 206 : status;
        }
        if (document) {
            content = document(operation, schema, output);
        }
        String type = contentType(content, schema);
        if (type != null && headers.stream().noneMatch(h -> h.getKey().equalsIgnoreCase("Content-Type"))) {
            headers.add(Map.entry("Content-Type", type));
        }
        return new WireResponse(status, Headers.of(headers), content);
    }

    private <O> WireResponse.Content document(OperationModel<?, O> operation, StructureSchema<O> schema, O output) {
        String own = schema.xmlName();
        String root = own == null ? schema.name() : own;
        XmlWriter out = new XmlWriter().declaration().open(root, service.xmlNamespace());
        if (operation.name().equals(UNWRAPPED)) {
            Object value = schema.get(output, 0);
            out.text(value == null ? "" : (String) value);
        } else {
            XML.members(out, schema, output);
        }
        return bytes(out.close(root));
    }

    @SuppressWarnings("unchecked") // the value of a structure member is of its schema's type
    private WireResponse.Content payload(MemberSchema member, Object value) {
        return switch (member.shape()) {
            case Shape.Stream ignored -> new WireResponse.Streamed((Body) value);
            case Shape.Blob ignored -> new WireResponse.Bytes((byte[]) value);
            case StructureSchema<?> structure -> {
                String root = RestInput.rootName(member, structure);
                XmlWriter out = new XmlWriter().declaration().open(root, service.xmlNamespace());
                XML.members(out, (StructureSchema<Object>) structure, value);
                yield bytes(out.close(root));
            }
            default -> new WireResponse.Bytes(value.toString().getBytes(StandardCharsets.UTF_8));
        };
    }

    private static @Nullable String contentType(WireResponse.Content content, StructureSchema<?> schema) {
        return switch (content) {
            case WireResponse.Streamed ignored -> "binary/octet-stream";
            case WireResponse.Bytes ignored -> isText(schema) ? "application/json" : "application/xml";
            case WireResponse.Nothing ignored -> null;
        };
    }

    /** A payload of plain text is a policy, which is JSON. */
    private static boolean isText(StructureSchema<?> schema) {
        return schema.members().stream()
                .anyMatch(m -> m.binding() == HttpBinding.PAYLOAD && m.shape() instanceof Shape.Text);
    }

    private static List<Map.Entry<String, String>> headers(MemberSchema member, Object value) {
        return switch (member.shape()) {
            case Shape.MapOf ignored ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(e -> Map.entry(member.boundName() + e.getKey(), (String) e.getValue()))
                                .toList();
            case Shape.ListOf ignored ->
                List.of(Map.entry(
                        member.boundName(),
                        ((List<?>) value).stream().map(Object::toString).collect(Collectors.joining(","))));
            case Shape.Timestamp timestamp ->
                List.of(Map.entry(member.boundName(), headerTime((Instant) value, timestamp.format())));
            default -> List.of(Map.entry(member.boundName(), XML.scalar(member.shape(), value)));
        };
    }

    private static String headerTime(Instant time, TimestampFormat format) {
        return switch (format) {
            case DEFAULT, HTTP_DATE -> Timestamps.httpDate(time);
            case DATE_TIME -> Timestamps.millis(time);
            case EPOCH_SECONDS -> Long.toString(time.getEpochSecond());
        };
    }

    @Override
    public WireResponse encodeError(AwsError error, String requestId, boolean head) {
        String hostId = hostId(requestId);
        Headers headers = Headers.of("x-amz-request-id", requestId, "x-amz-id-2", hostId);
        if (head || error.httpStatus() == 304) {
            return new WireResponse(error.httpStatus(), headers, new WireResponse.Nothing());
        }
        XmlWriter out = new XmlWriter().declaration().open("Error");
        out.element("Code", error.code()).element("Message", error.message());
        error.details().forEach(out::element);
        out.element("RequestId", requestId).element("HostId", hostId).close("Error");
        return new WireResponse(error.httpStatus(), headers.and("Content-Type", "application/xml"), bytes(out));
    }

    private static WireResponse.Bytes bytes(XmlWriter out) {
        return new WireResponse.Bytes(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** S3's second, opaque identifier of a request; here it follows from the first. */
    private static String hostId(String requestId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-384").digest(requestId.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
