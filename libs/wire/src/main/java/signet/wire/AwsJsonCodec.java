package signet.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.StructureSchema;
import signet.model.Unit;

/**
 * The protocols in which a header names the operation and the whole input is one JSON document, which CloudTrail speaks
 * (smithy.io, "AWS JSON 1.0 protocol" and "AWS JSON 1.1 protocol"). They differ in the type of their content.
 *
 * @param version {@code 1.0} or {@code 1.1}
 */
record AwsJsonCodec(String version) implements Codec {
    @Override
    public <I> I decode(OperationModel<I, ?> operation, Resolution.Known request) {
        StructureSchema<I> schema = operation.input();
        @Nullable
        Object[] values = JsonDecoder.members(
                operation.toString(), schema, request.request().body(), JsonDecoder.Refusal.SERIALIZATION);
        ModelRules rules = new ModelRules();
        rules.members(schema, values, "");
        rules.throwIfAny();
        return schema.create(values);
    }

    @Override
    public <O> WireResponse encode(OperationModel<?, O> operation, O output, String requestId) {
        StructureSchema<O> schema = operation.output();
        requireDocument(schema.members());
        WireResponse.Content content = output instanceof Unit
                ? new WireResponse.Nothing()
                : new WireResponse.Bytes(JsonEncoder.document(schema, output));
        return new WireResponse(operation.successStatus(), headers(requestId), content);
    }

    /** No part of an output stands elsewhere than in the document. */
    private static void requireDocument(List<MemberSchema> members) {
        for (MemberSchema member : members) {
            if (member.binding() != HttpBinding.NONE) {
                throw new IllegalStateException("bound to more than a document: " + member.name());
            }
        }
    }

    @Override
    public WireResponse encodeError(AwsError error, String requestId, boolean head) {
        return new WireResponse(
                error.httpStatus(),
                headers(requestId),
                head ? new WireResponse.Nothing() : new WireResponse.Bytes(JsonEncoder.typedError(error)));
    }

    private Headers headers(String requestId) {
        return Headers.of("x-amzn-RequestId", requestId, "Content-Type", "application/x-amz-json-" + version);
    }
}
