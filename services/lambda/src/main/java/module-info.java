/** AWS Lambda's API. */
module signet.lambda {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.functions;
    requires tools.jackson.core;

    exports signet.lambda;

    opens signet.lambda to
            tools.jackson.databind;
}
