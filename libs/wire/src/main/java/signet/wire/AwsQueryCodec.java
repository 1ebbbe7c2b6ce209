package signet.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.Constraints;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.Shape;

/** Amazon's query protocol, which IAM and STS speak (smithy.io, "AWS query protocol"). */
record AwsQueryCodec(ServiceModel service) implements Codec {
    /** The name space that the front end uses for an action that it doesn't know. */
    private static final String FAULT_NAMESPACE = "http://webservices.amazon.com/AWSFault/2005-15-09";

    private static final XmlEncoder XML = new XmlEncoder(Timestamps::seconds);

    @Override
    public <I> I decode(OperationModel<I, ?> operation, Resolution.Known request) {
        Violations violations = new Violations(!service.name().equals("iam"));
        I input = new QueryDecoder(new QueryDialect(violations))
                .structure(operation.input(), request.form().root(), "");
        violations.throwIfAny();
        if (input == null) {
            throw new IllegalStateException("no input and no violation");
        }
        return input;
    }

    @Override
    public <O> WireResponse encode(OperationModel<?, O> operation, O output, String requestId) {
        String response = operation.name() + "Response";
        XmlWriter out = new XmlWriter().open(response, service.xmlNamespace());
        Optional<String> result = operation.resultWrapper();
        if (result.isPresent()) {
            out.open(result.get());
            XML.members(out, operation.output(), output);
            out.close(result.get());
        }
        out.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata");
        return response(operation.successStatus(), out.close(response), requestId);
    }

    @Override
    public WireResponse encodeError(AwsError error, String requestId, boolean head) {
        String namespace = error.code().equals("InvalidAction") ? FAULT_NAMESPACE : service.xmlNamespace();
        XmlWriter out = new XmlWriter().open("ErrorResponse", namespace).open("Error");
        out.element("Type", error.httpStatus() >= 500 ? "Receiver" : "Sender");
        out.element("Code", error.code()).element("Message", error.message());
        error.details().forEach(out::element);
        out.close("Error").element("RequestId", requestId).close("ErrorResponse");
        return response(error.httpStatus(), out, requestId);
    }

    private static WireResponse response(int status, XmlWriter body, String requestId) {
        Headers headers = Headers.of("x-amzn-RequestId", requestId, "Content-Type", "text/xml");
        return new WireResponse(
                status, headers, new WireResponse.Bytes(body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Lists stand under {@code member}; unknown parameters are ignored. */
    private record QueryDialect(Violations violations) implements QueryDecoder.Dialect {
        @Override
        public String parameter(MemberSchema member) {
            return member.elementName();
        }

        @Override
        public @Nullable String listSegment(MemberSchema member, Shape.ListOf list) {
            if (member.flattened()) {
                return null;
            }
            return list.elementName() == null ? "member" : list.elementName();
        }

        @Override
        public String fieldName(MemberSchema member) {
            return Character.toLowerCase(member.name().charAt(0))
                    + member.name().substring(1);
        }

        @Override
        public String elementPath(String list, int index) {
            return list + "." + index + ".member";
        }

        @Override
        public void missing(String path) {
            violations.missing(path);
        }

        @Override
        public void text(String path, String value, Constraints limits) {
            violations.checkText(path, value, limits);
        }

        @Override
        public void size(String path, int size, Constraints limits) {
            violations.checkSize(path, size, limits);
        }

        @Override
        public void number(String path, long value, Constraints limits) {
            violations.checkNumber(path, value, limits);
        }

        @Override
        public void elements(String path, List<?> values, Constraints limits) {
            violations.checkElements(path, values, limits);
        }

        @Override
        public RuntimeException notA(String type, String path, String value) {
            return AwsError.of("MalformedInput", 400, "The value at '" + path + "' is not a valid " + type + ".");
        }

        @Override
        public boolean broken() {
            return violations.any();
        }
    }
}
