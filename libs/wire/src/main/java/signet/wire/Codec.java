package signet.wire;

import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/** A wire protocol: reads inputs, writes outputs and errors. */
public sealed interface Codec permits AwsQueryCodec, Ec2QueryCodec, RestXmlCodec, RestJsonCodec, AwsJsonCodec {

    /** The protocol that {@code service} speaks. */
    static Codec of(ServiceModel service) {
        return switch (service.protocol()) {
            case AWS_QUERY -> new AwsQueryCodec(service);
            case EC2_QUERY -> new Ec2QueryCodec(service);
            case REST_XML -> new RestXmlCodec(service);
            case REST_JSON -> new RestJsonCodec(service);
            case AWS_JSON_1_0 -> new AwsJsonCodec("1.0");
            case AWS_JSON_1_1 -> new AwsJsonCodec("1.1");
        };
    }

    /**
     * Reads and checks the input of the resolved operation.
     *
     * @throws AwsError what Amazon answers to values that are missing, malformed or break the model's constraints
     */
    <I> I decode(OperationModel<I, ?> operation, Resolution.Known request);

    /** The answer of success. */
    <O> WireResponse encode(OperationModel<?, O> operation, O output, String requestId);

    /**
     * The answer of failure.
     *
     * @param head whether the request was HEAD, to which no body may be sent
     */
    WireResponse encodeError(AwsError error, String requestId, boolean head);
}
