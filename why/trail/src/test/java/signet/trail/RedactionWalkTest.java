package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import signet.authz.Event;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.Shape;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.ec2.Ec2Operations;
import signet.model.iam.IamOperations;
import signet.model.lambda.LambdaOperations;
import signet.model.rds.RdsOperations;
import signet.model.s3.S3Operations;
import signet.model.sts.StsOperations;

/**
 * Walks every operation of every service with an input and an output in which every value says whose it is, and looks for what
 * came out. What is secret is said here once more, without looking at how the log decides it.
 */
class RedactionWalkTest {
    static final List<ServiceModel> SERVICES = List.of(
            IamOperations.SERVICE,
            StsOperations.SERVICE,
            Ec2Operations.SERVICE,
            S3Operations.SERVICE,
            LambdaOperations.SERVICE,
            RdsOperations.SERVICE,
            AutoScalingOperations.SERVICE);

    private static final List<String> NEVER = List.of(
            "password",
            "secretaccesskey",
            "servicecredentialsecret",
            "secretstring",
            "privatekey",
            "keymaterial",
            "userdata",
            "sessiontoken",
            "webidentitytoken",
            "samlassertion",
            "base32stringseed",
            "qrcodepng",
            "payload",
            "zipfile",
            "customerkey",
            "authenticationcode");

    /** Texts that sound secret and are none; another one is to be looked at before it is written down. */
    private static final Set<String> LOOKED_AT = Set.of(
            "NextToken",
            "ClientToken",
            "ContinuationToken",
            "HttpTokens",
            "GlobalEndpointTokenVersion",
            "SubjectFromWebIdentityToken",
            "ServiceSpecificCredentialId",
            "SecretArn",
            "SecretStatus",
            "MasterUserSecretKmsKeyId",
            "CreditSpecification");

    private static final String SOUNDS_SECRET =
            ".*(?:password|secret|token|credential|private.?key|seed|assertion|signature|passphrase|material).*";

    @TempDir
    Path folder;

    private static <I, O> Event event(
            OperationModel<I, O> model, MarkedValues values, boolean withOutput, @Nullable String error) {
        Event event = Made.event(model.service(), model.name());
        I input = values.of(model.input());
        O output = withOutput ? values.of(model.output()) : null;
        Event said = event.saying(Made.said(model, input, output)).over(new Event.Transport("host.example", null));
        return error == null ? said : Made.failed(said, "ValidationError", error, 400);
    }

    private static boolean isSecret(MemberSchema member) {
        String name = member.name().toLowerCase(Locale.ROOT);
        Shape shape = member.shape();
        boolean text = shape instanceof Shape.Text || shape instanceof Shape.MapOf || shape instanceof Shape.ListOf;
        return member.sensitive()
                || shape instanceof Shape.Blob
                || shape instanceof Shape.Stream
                || (text && !LOOKED_AT.contains(member.name()) && NEVER.stream().anyMatch(name::contains));
    }

    private static boolean shows(Recorded record, String mark) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(mark.getBytes(StandardCharsets.UTF_8));
        return record.json().contains(mark) || record.json().contains(base64);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void nothingSecretIsRecorded(ServiceModel service) {
        try (Trail trail = Made.trail(folder)) {
            for (OperationModel<?, ?> model : service.operations().values()) {
                MarkedValues values = new MarkedValues();
                trail.record(event(model, values, true, null));
                Recorded record =
                        trail.search(EventQuery.of("").limit(1)).events().getFirst();
                assertEquals(EventNames.event(service.name(), model.name()), record.eventName());
                for (Map.Entry<String, MemberSchema> member : values.members().entrySet()) {
                    if (isSecret(member.getValue())) {
                        assertTrue(
                                !shows(record, member.getKey()),
                                () -> model + " shows " + member.getValue().name());
                    }
                }
            }
        }
    }

    @Test
    void everyOtherTextThatSoundsSecretHasBeenLookedAt() {
        Set<String> shown = new TreeSet<>();
        try (Trail trail = Made.trail(folder)) {
            for (ServiceModel service : SERVICES) {
                for (OperationModel<?, ?> model : service.operations().values()) {
                    MarkedValues values = new MarkedValues();
                    trail.record(event(model, values, true, null));
                    Recorded record =
                            trail.search(EventQuery.of("").limit(1)).events().getFirst();
                    values.members().forEach((mark, member) -> {
                        if (member.name().toLowerCase(Locale.ROOT).matches(SOUNDS_SECRET) && shows(record, mark)) {
                            shown.add(member.name());
                        }
                    });
                }
            }
        }
        shown.removeAll(LOOKED_AT);
        assertEquals(Set.of(), shown);
    }

    /** The messages of some services quote what a client sent. */
    @ParameterizedTest
    @FieldSource("SERVICES")
    void noMessageQuotesASecretOfTheRequest(ServiceModel service) {
        try (Trail trail = Made.trail(folder)) {
            for (OperationModel<?, ?> model : service.operations().values()) {
                MarkedValues rehearsal = new MarkedValues();
                rehearsal.of(model.input());
                String all = String.join("' and '", rehearsal.members().keySet());
                MarkedValues values = new MarkedValues();
                trail.record(event(model, values, false, "'" + all + "'"));
                String message = Made.json(trail.search(EventQuery.of("").limit(1))
                                .events()
                                .getFirst())
                        .path("errorMessage")
                        .stringValue();
                values.members().forEach((mark, member) -> {
                    if (isSecret(member) && member.shape() instanceof Shape.Text) {
                        assertTrue(!message.contains(mark), () -> model + ": " + message);
                    }
                });
            }
        }
    }

    @Test
    void theWalkMeetsSecretsOfEveryKind() {
        Set<String> met = new TreeSet<>();
        for (ServiceModel service : SERVICES) {
            for (OperationModel<?, ?> model : service.operations().values()) {
                MarkedValues values = new MarkedValues();
                values.of(model.input());
                values.of(model.output());
                values.members().values().stream()
                        .filter(RedactionWalkTest::isSecret)
                        .forEach(member -> met.add(member.name()));
            }
        }
        for (String name : List.of(
                "Password",
                "SecretAccessKey",
                "SessionToken",
                "PrivateKey",
                "KeyMaterial",
                "UserData",
                "WebIdentityToken",
                "SAMLAssertion",
                "MasterUserPassword",
                "Variables",
                "ZipFile",
                "SSECustomerKey",
                "Body")) {
            assertTrue(met.contains(name), name + " is not in " + met);
        }
    }
}
