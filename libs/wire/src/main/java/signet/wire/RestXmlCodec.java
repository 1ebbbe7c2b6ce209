package signet.wire;

import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;

record RestXmlCodec(ServiceModel service) implements Codec {
    @Override
    public <I> I decode(OperationModel<I, ?> operation, Resolution.Known request) {
        throw AwsError.of("NotImplemented", 501, "A header you provided implies functionality that is not implemented");
    }

    @Override
    public <O> WireResponse encode(OperationModel<?, O> operation, O output, String requestId) {
        throw AwsError.of("NotImplemented", 501, "A header you provided implies functionality that is not implemented");
    }

    @Override
    public WireResponse encodeError(AwsError error, String requestId, boolean head) {
        throw new IllegalStateException("later");
    }
}
