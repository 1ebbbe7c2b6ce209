package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;

/** No request without a valid signature of an active key does anything, in any protocol. */
class AuthenticationTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final Duration SKEW = Duration.ofMinutes(16);
    private static final String ROLE = "everything";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static Keys administrator = Keys.ROOT;
    private static Keys session = Keys.ROOT;

    @BeforeAll
    static void somebodyWhoMayDoEverything() {
        IamClient iam = SERVER.asRoot().iam();
        administrator = newAdministrator("administrator");
        iam.createRole(role -> role.roleName(ROLE).assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                         "Principal":{"AWS":"%s"}}]}""".formatted(Signet.ACCOUNT)));
        iam.attachRolePolicy(attach -> attach.roleName(ROLE).policyArn(Article.ADMINISTRATOR));
        session = Keys.of(SERVER.as(administrator)
                .sts()
                .assumeRole(assume -> assume.roleArn("arn:aws:iam::" + Signet.ACCOUNT + ":role/" + ROLE)
                        .roleSessionName("tests"))
                .credentials());
        SERVER.asRoot().s3().createBucket(create -> create.bucket(Target.BUCKET));
    }

    @ParameterizedTest
    @EnumSource
    void aValidRequestIsDone(Target target) {
        String name = name();
        RawRequest.Answer answer = request(target, name)
                .signed(administrator, target.service(), Instant.now())
                .send();
        assertEquals(200, answer.status(), answer.body());
        assertTrue(target.isDone(SERVER.asRoot(), name));
    }

    @ParameterizedTest
    @EnumSource
    void aValidPresignedRequestIsDone(Target target) {
        String name = name();
        RawRequest.Answer answer = request(target, name)
                .presigned(administrator, target.service(), Instant.now(), Duration.ofMinutes(5))
                .send();
        assertEquals(200, answer.status(), answer.body());
        assertTrue(target.isDone(SERVER.asRoot(), name));
    }

    @ParameterizedTest
    @EnumSource
    void aRequestOfAValidSessionIsDone(Target target) {
        String name = name();
        RawRequest.Answer answer = request(target, name)
                .signed(session, target.service(), Instant.now())
                .send();
        assertEquals(200, answer.status(), answer.body());
        assertTrue(target.isDone(SERVER.asRoot(), name));
    }

    @ParameterizedTest
    @EnumSource
    void anUnsignedRequestIsRefused(Target target) {
        String name = name();
        refused(
                target,
                name,
                request(target, name),
                new Codes("MissingAuthenticationToken", "MissingAuthenticationToken", "AccessDenied"));
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownKeyIsRefused(Target target) {
        String name = name();
        Keys unknown = new Keys("AKIAIOSFODNN7EXAMPLE", administrator.secret(), null);
        refused(target, name, signed(target, name, unknown), UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongSecretIsRefused(Target target) {
        String name = name();
        Keys wrong = administrator.withSecret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        refused(target, name, signed(target, name, wrong), MISMATCH);
    }

    @ParameterizedTest
    @EnumSource
    void aTamperedBodyIsRefused(Target target) {
        String name = name();
        RawRequest request = signed(target, name, administrator);
        String other = name();
        RawRequest tampered = target == Target.S3
                ? request.withBody("written by somebody else")
                : request.withBody(request.body().replace(name, other));
        refused(
                target,
                target == Target.S3 ? name : other,
                tampered,
                new Codes("SignatureDoesNotMatch", "AuthFailure", "XAmzContentSHA256Mismatch"));
    }

    @ParameterizedTest
    @EnumSource
    void aTamperedBodyWithItsOwnHashIsRefused(Target target) {
        String name = name();
        RawRequest honest = request(target, name);
        RawRequest request = honest.signed(administrator, target.service(), Instant.now());
        String other = honest
                .withBody(honest.body() + "&X=1")
                .signed(administrator.withSecret("x".repeat(40)), target.service(), Instant.now())
                .headers()
                .stream()
                .filter(header -> header.name().equalsIgnoreCase("X-Amz-Content-SHA256"))
                .map(header -> header.value())
                .findFirst()
                .orElse("");
        RawRequest tampered = request.withBody(honest.body() + "&X=1");
        refused(
                target,
                name,
                other.isEmpty() ? tampered : tampered.withHeader("X-Amz-Content-SHA256", other),
                MISMATCH);
    }

    @ParameterizedTest
    @EnumSource
    void aTamperedPresignedAddressIsRefused(Target target) {
        String name = name();
        String other = name();
        RawRequest request =
                request(target, name).presigned(administrator, target.service(), Instant.now(), Duration.ofMinutes(5));
        String query = String.valueOf(request.query());
        RawRequest tampered = request.withPath(request.path().replace(name, other))
                .withQuery(query.replace("=" + name + "&", "=" + other + "&"));
        refused(target, other, tampered, MISMATCH);
    }

    @ParameterizedTest
    @EnumSource
    void aPresignedAddressWithAProlongedLifeIsRefused(Target target) {
        String name = name();
        RawRequest request = request(target, name)
                .presigned(administrator, target.service(), Instant.now().minus(SKEW), Duration.ofMinutes(1));
        RawRequest prolonged =
                request.withQuery(String.valueOf(request.query()).replace("X-Amz-Expires=60", "X-Amz-Expires=6000"));
        refused(target, name, prolonged, MISMATCH);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredPresignedAddressIsRefused(Target target) {
        String name = name();
        RawRequest request = request(target, name)
                .presigned(administrator, target.service(), Instant.now().minus(SKEW), Duration.ofMinutes(1));
        refused(target, name, request, new Codes("SignatureDoesNotMatch", "RequestExpired", "AccessDenied"));
    }

    @ParameterizedTest
    @EnumSource
    void aReplayAfterFifteenMinutesIsRefused(Target target) {
        String name = name();
        RawRequest request = request(target, name)
                .signed(administrator, target.service(), Instant.now().minus(SKEW));
        refused(target, name, request, new Codes("SignatureDoesNotMatch", "RequestExpired", "RequestTimeTooSkewed"));
    }

    @ParameterizedTest
    @EnumSource
    void aRequestOfTheFutureIsRefused(Target target) {
        String name = name();
        RawRequest request = request(target, name)
                .signed(administrator, target.service(), Instant.now().plus(SKEW));
        refused(target, name, request, new Codes("SignatureDoesNotMatch", "AuthFailure", "RequestTimeTooSkewed"));
    }

    @ParameterizedTest
    @EnumSource
    void aReplayWithANewDateIsRefused(Target target) {
        String name = name();
        RawRequest old = request(target, name)
                .signed(administrator, target.service(), Instant.now().minus(SKEW));
        String today = signed(target, name, administrator).headers().stream()
                .filter(header -> header.name().equals("X-Amz-Date"))
                .map(header -> header.value())
                .findFirst()
                .orElseThrow();
        refused(target, name, old.withHeader("X-Amz-Date", today), MISMATCH);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionWithoutItsTokenIsRefused(Target target) {
        String name = name();
        refused(target, name, signed(target, name, session.withToken(null)), UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionWithABogusTokenIsRefused(Target target) {
        String name = name();
        refused(
                target,
                name,
                signed(target, name, session.withToken("FwoGZXIvYXdzEBogus")),
                new Codes("InvalidClientTokenId", "AuthFailure", "InvalidToken"));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionWithATokenThatWasChangedIsRefused(Target target) {
        String name = name();
        String token = String.valueOf(session.token());
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        Keys changed = session.withToken(token.substring(0, middle) + other + token.substring(middle + 1));
        refused(
                target,
                name,
                signed(target, name, changed),
                new Codes("InvalidClientTokenId", "AuthFailure", "InvalidToken"));
    }

    @ParameterizedTest
    @EnumSource
    void anInactiveKeyIsRefused(Target target) {
        String name = name();
        Keys keys = newAdministrator(name() + "-person");
        IamClient iam = SERVER.asRoot().iam();
        String user = userOf(keys);
        iam.updateAccessKey(
                update -> update.userName(user).accessKeyId(keys.id()).status(StatusType.INACTIVE));
        refused(target, name, signed(target, name, keys), UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedKeyIsRefused(Target target) {
        String name = name();
        Keys keys = newAdministrator(name() + "-person");
        String user = userOf(keys);
        SERVER.asRoot().iam().deleteAccessKey(delete -> delete.userName(user).accessKeyId(keys.id()));
        refused(target, name, signed(target, name, keys), UNKNOWN);
    }

    private static final Codes UNKNOWN = new Codes("InvalidClientTokenId", "AuthFailure", "InvalidAccessKeyId");
    private static final Codes MISMATCH = new Codes("SignatureDoesNotMatch", "AuthFailure", "SignatureDoesNotMatch");

    /** The error codes of the three protocols, as AWS has them. */
    private record Codes(String iam, String ec2, String s3) {
        String of(Target target) {
            return switch (target) {
                case IAM -> iam;
                case EC2 -> ec2;
                case S3 -> s3;
            };
        }
    }

    private static void refused(Target target, String name, RawRequest request, Codes codes) {
        RawRequest.Answer answer = request.send();
        assertEquals(codes.of(target), answer.code(), answer.body());
        assertTrue(answer.status() >= 400 && answer.status() < 500, () -> "status " + answer.status());
        assertFalse(target.isDone(SERVER.asRoot(), name), "it was done");
    }

    private static RawRequest request(Target target, String name) {
        return target.write(SERVER.server().endpoint(), name);
    }

    private static RawRequest signed(Target target, String name, Keys keys) {
        return request(target, name).signed(keys, target.service(), Instant.now());
    }

    private static Keys newAdministrator(String name) {
        IamClient iam = SERVER.asRoot().iam();
        iam.createUser(user -> user.userName(name));
        iam.attachUserPolicy(attach -> attach.userName(name).policyArn(Article.ADMINISTRATOR));
        return Keys.of(iam.createAccessKey(key -> key.userName(name)).accessKey());
    }

    private static String userOf(Keys keys) {
        String arn = SERVER.as(keys).sts().getCallerIdentity().arn();
        return arn.substring(arn.indexOf('/') + 1);
    }

    private static String name() {
        return "thing-" + NAMES.incrementAndGet();
    }
}
