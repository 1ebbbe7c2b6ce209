package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Amazon's own signer signs is accepted, and ours gives the same signature to the letter. */
class AmazonSignerTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final int ROUNDS = 200;

    private static AmazonSigner signer(RandomRequests requests, String service) {
        return new AmazonSigner(requests.credentials(), "eu-west-1", service, TIME);
    }

    private static SignedMessage without(SignedMessage message, String... names) {
        List<Header> headers = new ArrayList<>(message.headers());
        for (String name : names) {
            headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        }
        return new SignedMessage(message.method(), message.rawPath(), message.rawQuery(), headers);
    }

    private static String authorization(SignedMessage message) {
        return message.first("Authorization").orElseThrow();
    }

    private static PayloadHash signedHash(AmazonSigner signer, AmazonSigner.Sent sent) throws SignatureException {
        return signer.service().equals("s3")
                ? PayloadHash.claimedBy(
                        sent.message(), SignatureParser.parse(sent.message()).orElseThrow())
                : PayloadHash.of(sent.wire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam", "sts", "ec2"})
    void whatAmazonSignsInTheHeaderIsAcceptedAndOursIsTheSame(String service) throws SignatureException {
        RandomRequests requests = new RandomRequests(service.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            AmazonSigner signer = signer(requests, service);
            ClientRequest request = requests.forService(service);
            AmazonSigner.Sent sent = signer.sign(request);
            assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(sent), () -> request + " " + sent.message());

            SignedMessage bare = without(sent.message(), "Authorization", "X-Amz-Date", "X-Amz-Security-Token");
            SignedMessage ours =
                    new Signer(signer.credentials(), "eu-west-1", service).sign(bare, signedHash(signer, sent), TIME);
            assertEquals(authorization(sent.message()), authorization(ours), () -> request + " " + sent.message());
        }
    }

    @Test
    void whatAmazonSignsWithoutItsBodyIsAcceptedWithAnyBody() {
        RandomRequests requests = new RandomRequests(11);
        for (int round = 0; round < ROUNDS; round++) {
            AmazonSigner signer = signer(requests, "s3");
            AmazonSigner.Sent sent = signer.signWithoutBody(requests.forService("s3"));
            assertEquals(
                    "UNSIGNED-PAYLOAD",
                    sent.message().first("x-amz-content-sha256").orElseThrow());
            assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(sent), sent::toString);
            assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(sent.message(), new byte[] {1, 2, 3}));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam", "sts"})
    void whatAmazonSignsInTheQueryIsAcceptedAndOursIsTheSame(String service) throws SignatureException {
        RandomRequests requests = new RandomRequests(service.hashCode() + 1L);
        for (int round = 0; round < ROUNDS; round++) {
            AmazonSigner signer = signer(requests, service);
            ClientRequest request = requests.forService(service);
            Duration life = Duration.ofSeconds(1 + requests.random().nextInt(604_800));
            AmazonSigner.Sent sent = signer.presign(request, life);
            assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(sent), () -> request + " " + sent.message());

            SignedMessage ours = new Signer(signer.credentials(), "eu-west-1", service)
                    .presign(unsigned(sent.message()), signedHash(signer, sent), TIME, life);
            assertEquals(signature(sent.message()), signature(ours), () -> request + " " + sent.message());
            assertEquals(
                    SignatureParser.parse(sent.message()), SignatureParser.parse(ours), () -> "parts of " + request);
        }
    }

    private static String signature(SignedMessage message) throws SignatureException {
        return SignatureParser.parse(message).orElseThrow().signature();
    }

    /** A link without what its signer put into the query. */
    private static SignedMessage unsigned(SignedMessage link) {
        String query = Arrays.stream(String.valueOf(link.rawQuery()).split("&", -1))
                .filter(parameter -> !parameter.startsWith("X-Amz-"))
                .collect(Collectors.joining("&"));
        return new SignedMessage(link.method(), link.rawPath(), query.isEmpty() ? null : query, link.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam"})
    void whatOursSignsHasTheSignatureThatAmazonGivesIt(String service) throws SignatureException {
        RandomRequests requests = new RandomRequests(service.hashCode() + 2L);
        for (int round = 0; round < ROUNDS; round++) {
            AmazonSigner signer = signer(requests, service);
            ClientRequest request = requests.forService(service);
            SignedMessage plain = without(signer.sign(request).message(), "Authorization");
            SignedMessage ours = new Signer(signer.credentials(), "eu-west-1", service)
                    .sign(plain, PayloadHash.of(request.body()), TIME);
            assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(ours, request.body()));
            assertEquals(
                    authorization(signer.sign(request).message()),
                    authorization(ours),
                    () -> "signing twice gives the same: " + request);
        }
    }

    /** Proxies and HTTP libraries do all of this to a request on its way. */
    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam"})
    void whatTheWayMayChangeChangesNoVerdict(String service) {
        RandomRequests requests = new RandomRequests(service.hashCode() + 3L);
        for (int round = 0; round < ROUNDS; round++) {
            AmazonSigner signer = signer(requests, service);
            ClientRequest request = requests.forService(service);
            AmazonSigner.Sent sent =
                    round % 2 == 0 ? signer.sign(request) : signer.presign(request, Duration.ofMinutes(1));
            SignedMessage moved = onTheWay(sent.message(), requests.random());
            assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(moved, sent.wire()), moved::toString);
        }
    }

    /** Other order of parameters and of header names, other letter case of names, other blanks, another user agent. */
    private static SignedMessage onTheWay(SignedMessage message, Random random) {
        List<String> names = new ArrayList<>(
                message.headers().stream().map(Header::lowerName).distinct().toList());
        Collections.shuffle(names, random);
        List<Header> headers = new ArrayList<>(List.of(new Header("Via", "1.1 proxy"), new Header("Accept", "*/*")));
        for (String name : names) {
            String written = random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
            for (String value : message.values(name)) {
                headers.add(new Header(written, name.equals("user-agent") ? "other" : "\t " + value + "  "));
            }
        }
        @Nullable String query = message.rawQuery();
        if (query != null) {
            List<String> parameters = new ArrayList<>(List.of(query.split("&", -1)));
            Collections.shuffle(parameters, random);
            query = String.join("&", parameters);
        }
        return new SignedMessage(message.method(), message.rawPath(), query, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam"})
    void percentEncodingMayBeWrittenInEitherCase(String service) {
        RandomRequests requests = new RandomRequests(service.hashCode() + 4L);
        for (int round = 0; round < ROUNDS; round++) {
            AmazonSigner signer = signer(requests, service);
            AmazonSigner.Sent sent = signer.sign(requests.forService(service));
            SignedMessage message = sent.message();
            SignedMessage lower = new SignedMessage(
                    message.method(),
                    service.equals("s3") ? lowerHex(message.rawPath()) : message.rawPath(),
                    message.rawQuery() == null ? null : lowerHex(message.rawQuery()),
                    message.headers());
            assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(lower, sent.wire()), lower::toString);
        }
    }

    private static String lowerHex(String encoded) {
        return Pattern.compile("%[0-9A-F]{2}")
                .matcher(encoded)
                .replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    /** Only S3 takes the path as it is; elsewhere the encoding that was sent is part of what is signed. */
    @Test
    void otherServicesSignThePathAsItWasEncoded() {
        AmazonSigner signer = new AmazonSigner(new Credentials("AKID", "secret", null), "eu-west-1", "iam", TIME);
        AmazonSigner.Sent sent = signer.sign(ClientRequest.simple("GET", "/a%2Fb"));
        SignedMessage lower = new SignedMessage(
                "GET", "/a%2fb", sent.message().rawQuery(), sent.message().headers());
        assertEquals(Gate.ACCEPTED, Gate.of(signer).answer(sent));
        assertEquals("SignatureMismatch", Gate.of(signer).answer(lower, sent.wire()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 60, 899, 900, 901, 3_600, 86_400, 604_799, 604_800})
    void aLinkOfAmazonLivesExactlyAsLongAsItSays(long seconds) {
        for (String service : List.of("s3", "sts")) {
            AmazonSigner signer = new AmazonSigner(new Credentials("AKID", "secret", "t"), "eu-west-1", service, TIME);
            AmazonSigner.Sent link = signer.presign(ClientRequest.simple("GET", "/k"), Duration.ofSeconds(seconds));
            Gate gate = Gate.of(signer);
            assertEquals(Gate.ACCEPTED, gate.answer(link));
            assertEquals(
                    Gate.ACCEPTED,
                    gate.at(TIME.plusSeconds(seconds).minusNanos(1)).answer(link));
            assertEquals("PresignedExpired", gate.at(TIME.plusSeconds(seconds)).answer(link));
            assertEquals(Gate.ACCEPTED, gate.at(TIME.minusSeconds(900)).answer(link));
            assertEquals(
                    "PresignedNotYetValid",
                    gate.at(TIME.minusSeconds(900).minusNanos(1)).answer(link));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam"})
    void noSignatureOfAmazonIsGoodForAnotherKeyDayRegionOrService(String service) {
        RandomRequests requests = new RandomRequests(service.hashCode() + 5L);
        for (int round = 0; round < 100; round++) {
            AmazonSigner signer = signer(requests, service);
            AmazonSigner.Sent sent = signer.sign(requests.forService(service));
            Credentials same = signer.credentials();
            Credentials otherSecret =
                    new Credentials(same.accessKeyId(), same.secretAccessKey() + "x", same.sessionToken());
            Credentials otherId =
                    new Credentials(same.accessKeyId() + "x", same.secretAccessKey(), same.sessionToken());
            assertEquals("SignatureMismatch", answer(sent, otherSecret, "eu-west-1", service, TIME));
            assertEquals("unknown key", answer(sent, otherId, "eu-west-1", service, TIME));
            assertEquals("WrongScope", answer(sent, same, "eu-west-2", service, TIME));
            assertEquals("WrongScope", answer(sent, same, "eu-west-1", "kms", TIME));
            assertEquals("Expired", answer(sent, same, "eu-west-1", service, TIME.plusSeconds(86_400)));
            assertEquals("NotYetCurrent", answer(sent, same, "eu-west-1", service, TIME.minusSeconds(86_400)));
        }
    }

    private static String answer(
            AmazonSigner.Sent sent, Credentials known, String region, String service, Instant now) {
        return Gate.of(new AmazonSigner(known, region, service, now)).answer(sent);
    }
}
