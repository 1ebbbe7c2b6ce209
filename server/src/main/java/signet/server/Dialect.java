package signet.server;

import signet.model.ServiceModel;

/** The ways in which AWS's services word a failed authentication. */
enum Dialect {
    /** IAM, STS and the other query services. */
    QUERY,
    /** EC2. */
    EC2,
    /** S3. */
    S3,
    /** Lambda, and what else speaks REST with JSON. */
    JSON,
    /** CloudTrail, and what else speaks JSON alone. */
    TARGET;

    /** The dialect of a service. */
    static Dialect of(ServiceModel service) {
        return switch (service.protocol()) {
            case AWS_QUERY -> QUERY;
            case EC2_QUERY -> EC2;
            case REST_XML -> S3;
            case REST_JSON -> JSON;
            case AWS_JSON_1_0, AWS_JSON_1_1 -> TARGET;
        };
    }
}
