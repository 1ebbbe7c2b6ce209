package signet.cli;

import signet.server.SignetServer;

/** What {@code signet up} tells once the server is ready. */
final class Banner {
    private Banner() {}

    static String of(SignetServer server) {
        return """
                Signet is ready.

                  Endpoint    %s
                  Account     %s
                  Region      %s
                  Instances   %s
                  Data        %s
                %s
                To use it as the root user, in another terminal:

                  export AWS_ENDPOINT_URL=%s
                  export AWS_REGION=%s AWS_DEFAULT_REGION=%s
                  export AWS_ACCESS_KEY_ID=%s
                  export AWS_SECRET_ACCESS_KEY=%s

                  aws sts get-caller-identity
                """.formatted(
                        server.endpoint(),
                        server.accountId(),
                        server.region(),
                        server.instances(),
                        server.data(),
                        server.propagation().isEmpty() ? "" : "  Changes     " + server.propagation() + "\n",
                        server.endpoint(),
                        server.region(),
                        server.region(),
                        server.rootAccessKeyId(),
                        server.rootSecretAccessKey());
    }
}
