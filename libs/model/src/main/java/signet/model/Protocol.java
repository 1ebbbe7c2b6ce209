package signet.model;

/** The wire protocol that a service speaks. */
public enum Protocol {
    /** IAM and STS: form requests with an {@code Action}, XML answers with a result element. */
    AWS_QUERY,
    /** EC2: form requests with flat lists, XML answers without a result element. */
    EC2_QUERY,
    /** S3: method, path, query and headers, XML bodies. */
    REST_XML,
    /** Lambda: method and path, JSON bodies. */
    REST_JSON,
    /** JSON bodies, the operation in the header {@code X-Amz-Target}, {@code application/x-amz-json-1.0}. */
    AWS_JSON_1_0,
    /** CloudTrail: the same, {@code application/x-amz-json-1.1}. */
    AWS_JSON_1_1
}
