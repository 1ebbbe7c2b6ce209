package signet.lambda;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorized;
import signet.authz.Requests;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.s3.GetObjectInput;
import signet.model.s3.S3Operations;

/** Gets the archive that a request names: from the request itself, or from S3, as who asks. */
final class CodeSource {
    private final Requests requests;

    CodeSource(Requests requests) {
        this.requests = requests;
    }

    /** Where the code is: in one of two places. */
    static final class Place {
        private final byte @Nullable [] zip;
        private final @Nullable String bucket;
        private final @Nullable String key;

        Place(byte @Nullable [] zip, @Nullable String bucket, @Nullable String key) {
            this.zip = zip;
            this.bucket = bucket;
            this.key = key;
        }

        /** @throws AwsError if nothing or both is given */
        void check() {
            boolean s3 = bucket != null || key != null;
            if (zip == null && (bucket == null || key == null)) {
                throw Errors.invalid("Please provide a source for function code.");
            }
            if (zip != null && s3) {
                throw Errors.invalid("Please do not provide other FunctionCode parameters when providing a ZipFile.");
            }
        }
    }

    /** The archive, which streams. */
    Body open(Authorized<?> request, Place place) {
        byte[] zip = place.zip;
        if (zip != null) {
            return Body.of(zip);
        }
        GetObjectInput input = GetObjectInput.builder()
                .bucket(Objects.requireNonNull(place.bucket))
                .key(Objects.requireNonNull(place.key))
                .build();
        try {
            Body body = requests.send(
                            request.caller(), request.info().via(ExecutionRoles.LAMBDA), S3Operations.GET_OBJECT, input)
                    .body();
            return body == null ? Body.EMPTY : body;
        } catch (AwsError e) {
            throw failed(place, e);
        }
    }

    private static AwsError failed(Place place, AwsError error) {
        String s3 = " S3 Error Code: " + error.code() + ". S3 Error Message: " + error.message();
        return switch (error.code()) {
            case "NotImplemented" -> error;
            case "AccessDenied" ->
                Errors.denied(
                        "Your access has been denied by S3, please make sure your request credentials have permission to"
                                + " GetObject for " + place.bucket + "/" + place.key + "." + s3);
            default -> Errors.invalid("Error occurred while GetObject." + s3);
        };
    }
}
