package signet.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import signet.sigv4.Header;
import signet.sigv4.PathStyle;
import signet.sigv4.PayloadHash;
import signet.sigv4.SignedMessage;
import signet.sigv4.Signer;

/** The address at which one caller may be connected to one instance, signed for the next minute. */
record ConnectAddress(URI http) {
    private static final String PATH = "/_signet/connect";
    private static final String SERVICE = "ec2-instance-connect";
    private static final Duration LIFE = Duration.ofMinutes(1);

    static ConnectAddress sign(AwsSettings settings, String instanceId, Instant now) {
        URI endpoint = settings.endpoint();
        String query = "instance-id="
                + URLEncoder.encode(instanceId, StandardCharsets.UTF_8).replace("+", "%20");
        SignedMessage request =
                new SignedMessage("GET", PATH, query, List.of(new Header("Host", endpoint.getRawAuthority())));
        SignedMessage signed = new Signer(settings.credentials(), settings.region(), SERVICE, PathStyle.NORMALIZED)
                .presign(request, PayloadHash.EMPTY, now, LIFE);
        return new ConnectAddress(
                URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + PATH + "?" + signed.rawQuery()));
    }

    URI webSocket() {
        return URI.create(http.toString().replaceFirst("^http", "ws"));
    }
}
