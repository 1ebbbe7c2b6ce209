package signet.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The signer of Amazon's SDK for Java: what it signs is what real clients send. */
record AmazonSigner(Credentials credentials, String region, String service, Instant time) {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** What goes over the wire. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sent(SignedMessage message, byte[] wire) {}

    /** Signs in the header; what S3 signs about the body is its hash. */
    Sent sign(ClientRequest request) {
        return send(settings(request));
    }

    /** Signs in the header without a look at the body, as S3's client may do over TLS. */
    Sent signWithoutBody(ClientRequest request) {
        return send(settings(request).putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));
    }

    /** Signs in the query; S3's links leave the body out, those of others have its hash. */
    Sent presign(ClientRequest request, Duration life) {
        return send(settings(request)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, !service.equals("s3")));
    }

    /** An upload in aws-chunked framing, in chunks of 128 KiB. */
    Sent upload(ClientRequest request, boolean signedChunks, @Nullable ChecksumAlgorithm trailer) {
        List<ClientRequest.Pair> headers = new ArrayList<>(request.headers());
        headers.add(new ClientRequest.Pair("Content-Length", Integer.toString(request.body().length)));
        SignRequest.Builder<AwsCredentialsIdentity> settings = settings(request.withHeaders(headers))
                .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signedChunks);
        if (trailer != null) {
            settings.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, amazons(trailer));
        }
        return send(settings);
    }

    static software.amazon.awssdk.checksums.spi.ChecksumAlgorithm amazons(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> DefaultChecksumAlgorithm.CRC32;
            case CRC32C -> DefaultChecksumAlgorithm.CRC32C;
            case CRC64NVME -> DefaultChecksumAlgorithm.CRC64NVME;
            case SHA1 -> DefaultChecksumAlgorithm.SHA1;
            case SHA256 -> DefaultChecksumAlgorithm.SHA256;
            case MD5 -> DefaultChecksumAlgorithm.MD5;
        };
    }

    private SignRequest.Builder<AwsCredentialsIdentity> settings(ClientRequest request) {
        SdkHttpRequest.Builder http = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .protocol("https")
                .host(request.host())
                .port(request.port())
                .encodedPath(request.path());
        request.query().forEach(pair -> http.appendRawQueryParameter(pair.name(), pair.value()));
        request.headers().forEach(pair -> http.appendHeader(pair.name(), pair.value()));
        boolean s3 = service.equals("s3");
        return SignRequest.builder(identity())
                .request(http.build())
                .payload(ContentStreamProvider.fromByteArray(request.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC));
    }

    private AwsCredentialsIdentity identity() {
        String token = credentials.sessionToken();
        return token == null
                ? AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey())
                : AwsSessionCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey(), token);
    }

    private static Sent send(SignRequest.Builder<AwsCredentialsIdentity> settings) {
        SignedRequest signed = SIGNER.sign(settings.build());
        SdkHttpRequest http = signed.request();
        List<Header> headers = new ArrayList<>();
        http.forEachHeader((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        SignedMessage message = new SignedMessage(
                http.method().name(),
                http.encodedPath().isEmpty() ? "/" : http.encodedPath(),
                http.encodedQueryParameters().orElse(null),
                headers);
        try (InputStream wire = signed.payload().orElseThrow().newStream()) {
            return new Sent(message, wire.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory can't be read", e);
        }
    }
}
