/** The IAM policy language as a library: parse, validate, decide, explain. It knows no HTTP, storage or AWS service. */
module signet.policy {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports signet.policy;
}
