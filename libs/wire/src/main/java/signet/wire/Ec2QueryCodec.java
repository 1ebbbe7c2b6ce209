package signet.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.Constraints;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.Shape;
import signet.model.Unit;

/** EC2's own query protocol (smithy.io, "AWS EC2 query protocol"). */
record Ec2QueryCodec(ServiceModel service) implements Codec {
    /** Parameters of the protocol and of signatures in the query string, which no operation has. */
    private static final Set<String> PROTOCOL_PARAMETERS = Set.of(
            "Action",
            "Version",
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-SignedHeaders",
            "X-Amz-Signature",
            "X-Amz-Security-Token");

    private static final XmlEncoder XML = new XmlEncoder(Timestamps::millis);

    @Override
    public <I> I decode(OperationModel<I, ?> operation, Resolution.Known request) {
        FormNode root = request.form().root();
        I input = new QueryDecoder(new Ec2Dialect()).structure(operation.input(), root, "");
        for (Map.Entry<String, FormNode> parameter : root.children().entrySet()) {
            if (PROTOCOL_PARAMETERS.contains(parameter.getKey())) {
                parameter.getValue().recognize();
            }
        }
        root.firstUnrecognized().ifPresent(name -> {
            throw AwsError.of("UnknownParameter", 400, "The parameter " + name + " is not recognized");
        });
        if (input == null) {
            throw new IllegalStateException("no input and no error");
        }
        return input;
    }

    @Override
    public <O> WireResponse encode(OperationModel<?, O> operation, O output, String requestId) {
        String response = operation.name() + "Response";
        XmlWriter out = new XmlWriter().declaration().open(response, service.xmlNamespace());
        out.element("requestId", requestId);
        if (output instanceof Unit) {
            out.element("return", "true");
        } else {
            XML.members(out, operation.output(), output);
        }
        return response(operation.successStatus(), out.close(response), requestId);
    }

    @Override
    public WireResponse encodeError(AwsError error, String requestId, boolean head) {
        XmlWriter out =
                new XmlWriter().declaration().open("Response").open("Errors").open("Error");
        out.element("Code", error.code()).element("Message", error.message());
        error.details().forEach(out::element);
        out.close("Error").close("Errors").element("RequestID", requestId).close("Response");
        return response(error.httpStatus(), out, requestId);
    }

    private static WireResponse response(int status, XmlWriter body, String requestId) {
        Headers headers = Headers.of("x-amzn-RequestId", requestId, "Content-Type", "text/xml;charset=UTF-8");
        return new WireResponse(
                status, headers, new WireResponse.Bytes(body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Lists are flat, names begin with a capital, and the first fault is the answer. */
    private record Ec2Dialect() implements QueryDecoder.Dialect {
        @Override
        public String parameter(MemberSchema member) {
            if (member.ec2QueryName() != null) {
                return member.ec2QueryName();
            }
            String name = member.elementName();
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        @Override
        public @Nullable String listSegment(MemberSchema member, Shape.ListOf list) {
            return null;
        }

        @Override
        public String fieldName(MemberSchema member) {
            return parameter(member);
        }

        @Override
        public String elementPath(String list, int index) {
            return list + "." + index;
        }

        @Override
        public void missing(String path) {
            throw AwsError.of("MissingParameter", 400, "The request must contain the parameter " + path);
        }

        @Override
        public void text(String path, String value, Constraints limits) {
            if (!limits.lists(value)) {
                throw invalid("Invalid value '" + value + "' for " + path + ".");
            }
            if (!limits.keepsMaximum(value.length())
                    || !limits.reachesMinimum(value.length())
                    || !limits.matches(value)) {
                throw invalid("Value (" + value + ") for parameter " + path + " is invalid.");
            }
        }

        @Override
        public void size(String path, int size, Constraints limits) {
            if (!limits.keepsMaximum(size) || !limits.reachesMinimum(size)) {
                throw invalid("The number of values for parameter " + path + " is invalid.");
            }
        }

        @Override
        public void number(String path, long value, Constraints limits) {
            if (!limits.keepsMaximum(value)) {
                throw invalid("Value ( " + value + " ) for parameter " + path
                        + " is invalid. Expecting a value less than or equal to " + limits.max() + ".");
            }
            if (!limits.reachesMinimum(value)) {
                throw invalid("Value ( " + value + " ) for parameter " + path
                        + " is invalid. Expecting a value greater than or equal to " + limits.min() + ".");
            }
        }

        @Override
        public void elements(String path, List<?> values, Constraints limits) {
            values.forEach(value -> text(path, (String) value, limits));
        }

        @Override
        public RuntimeException notA(String type, String path, String value) {
            return invalid(
                    "Value (" + value + ") for parameter " + path + " is invalid. Expecting a valid " + type + ".");
        }

        private static AwsError invalid(String message) {
            return AwsError.of("InvalidParameterValue", 400, message);
        }

        @Override
        public boolean broken() {
            return false;
        }
    }
}
