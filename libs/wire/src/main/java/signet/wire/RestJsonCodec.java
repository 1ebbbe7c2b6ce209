package signet.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import signet.model.AwsError;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.Shape;
import signet.model.StructureSchema;

/** The REST protocol with JSON documents, which Lambda speaks (smithy.io, "AWS restJson1 protocol"). */
record RestJsonCodec(ServiceModel service) implements Codec {
    private static final String JSON = "application/json";

    @Override
    public <I> I decode(OperationModel<I, ?> operation, Resolution.Known request) {
        return new JsonInput(request.place(), request.request()).read(operation);
    }

    @Override
    public <O> WireResponse encode(OperationModel<?, O> operation, O output, String requestId) {
        StructureSchema<O> schema = operation.output();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
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
            switch (member.binding()) {
                case STATUS -> status = (Integer) value;
                case HEADER -> headers.add(Map.entry(member.boundName(), value.toString()));
                case PAYLOAD -> content = new WireResponse.Bytes(payload(member, value));
                case NONE -> {}
                case LABEL, QUERY, PREFIX_HEADERS ->
                    throw new IllegalStateException("no output has such a member: " + member.name());
            }
        }
        if (document && status != 204) {
            content = new WireResponse.Bytes(JsonEncoder.document(schema, output));
        }
        headers.add(Map.entry("x-amzn-RequestId", requestId));
        if (content instanceof WireResponse.Bytes) {
            headers.add(Map.entry("Content-Type", JSON));
        }
        return new WireResponse(status, Headers.of(headers), content);
    }

    @SuppressWarnings("unchecked") // the value of a structure member is of its schema's type
    private static byte[] payload(MemberSchema member, Object value) {
        return switch (member.shape()) {
            case Shape.Blob ignored -> (byte[]) value;
            case StructureSchema<?> structure -> JsonEncoder.document((StructureSchema<Object>) structure, value);
            default -> Objects.toString(value).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** As Lambda writes them: {@code Type}, the SDKs' {@code Message} and {@code message}, and the code as a header. */
    @Override
    public WireResponse encodeError(AwsError error, String requestId, boolean head) {
        Headers headers =
                Headers.of("x-amzn-RequestId", requestId, "x-amzn-ErrorType", error.code(), "Content-Type", JSON);
        if (head) {
            return new WireResponse(error.httpStatus(), headers, new WireResponse.Nothing());
        }
        return new WireResponse(error.httpStatus(), headers, new WireResponse.Bytes(JsonEncoder.error(error)));
    }
}
