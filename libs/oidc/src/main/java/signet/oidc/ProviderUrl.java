package signet.oidc;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The URL of an issuer as an account's provider may have it (IAM API Reference, CreateOpenIDConnectProvider). */
public final class ProviderUrl {
    static final String SCHEME = "https://";

    private static final String HOST =
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}" + "[A-Za-z0-9])?)*";
    private static final String PATH = "(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*";

    private ProviderUrl() {}

    /**
     * The name of the provider for a URL, which is the URL without its scheme; empty if there can be none. A port is for
     * issuers on this machine, which AWS could not reach anyhow.
     */
    public static Optional<String> name(String url) {
        try {
            URI parsed = URI.create(url);
            boolean plain =
                    parsed.getUserInfo() == null && parsed.getRawQuery() == null && parsed.getRawFragment() == null;
            String host = parsed.getHost();
            boolean good = url.startsWith(SCHEME)
                    && plain
                    && host != null
                    && host.matches(HOST)
                    && parsed.getRawPath().matches(PATH)
                    && (parsed.getPort() < 0 || isLoopback(host));
            return good ? Optional.of(url.substring(SCHEME.length())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a host's name means this machine, whatever name servers say (RFC 6761, 6.3). */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || name.matches("127(\\.[0-9]{1,3}){3}");
    }
}
