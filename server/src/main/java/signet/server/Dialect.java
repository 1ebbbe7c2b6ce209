package signet.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which AWS's services word a failed authentication. */
enum Dialect {
    /** IAM, STS and the other query services. */
    QUERY,
    /** EC2. */
    EC2,
    /** S3. */
    S3,
    /** Lambda, and what else speaks JSON. */
    JSON;

    /** The dialect of a service; the query services' for one that is not known. */
    static Dialect of(@Nullable String service) {
        return switch (Optional.ofNullable(service).orElse("")) {
            case "ec2" -> EC2;
            case "s3" -> S3;
            case "lambda" -> JSON;
            default -> QUERY;
        };
    }
}
