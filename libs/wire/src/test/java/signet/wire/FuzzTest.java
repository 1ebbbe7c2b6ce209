package signet.wire;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/** Whatever comes in, the answer is an input or an {@link AwsError} with a message. */
class FuzzTest {
    private static final List<String> PIECES = List.of(
            "Action",
            "Version",
            "=",
            "&",
            "?",
            "/",
            "%",
            "%00",
            "%ff",
            "%zz",
            "+",
            ".",
            "..",
            "member",
            "entry",
            "1",
            "0",
            "99999999999",
            "-1",
            "Tags.member.1.Key=",
            "Filter.1.Value.1=",
            "policy",
            "acl",
            "delete",
            "uploadId=",
            "partNumber=",
            "list-type=2",
            "versionId",
            "x-amz-copy-source=a",
            "X-Amz-Signature=",
            "<",
            ">",
            "<a>",
            "</a>",
            "<Delete>",
            "<!DOCTYPE a [",
            "<![CDATA[",
            "&lt;",
            "&#0;",
            "\"",
            "'",
            "é",
            "\ud83d",
            "true",
            "RoleName=",
            "MaxItems=",
            "Tagging",
            "TagSet",
            "Object",
            "Key");
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "X");
    private static final List<String> HOSTS =
            List.of("127.0.0.1", "localhost:1", "a.localhost", "b.s3.amazonaws.com", "iam.amazonaws.com", "", ".", ":");

    private final Random random = new Random(7);

    private String soup(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static void expectAnswer(WireRequest request, @Nullable String scope) {
        try {
            switch (Requests.RESOLVER.resolve(request, scope)) {
                case Resolution.Known known -> read(known, known.operation());
                case Resolution.NotImplemented missing ->
                    assertFalse(missing.error().message().isEmpty());
            }
        } catch (AwsError error) {
            assertFalse(error.message().isEmpty());
        }
    }

    private static <I> void read(Resolution.Known known, OperationModel<I, ?> operation) {
        known.input(operation);
    }

    @Test
    void anyRequestHasAnAnswer() {
        List<ServiceModel> services = List.copyOf(OperationResolver.services().values());
        for (int i = 0; i < 10_000; i++) {
            Headers headers = random.nextBoolean() ? Requests.FORM : Headers.of("x-amz-acl", soup(2), "Range", soup(2));
            WireRequest request = new WireRequest(
                    any(METHODS),
                    "/" + soup(4),
                    random.nextBoolean() ? null : soup(4),
                    headers,
                    any(HOSTS),
                    Body.of(soup(8).getBytes(StandardCharsets.UTF_8)));
            expectAnswer(request, random.nextBoolean() ? null : any(services).name());
        }
    }

    @Test
    void anyParametersOfARealActionHaveAnAnswer() {
        List<OperationModel<?, ?>> operations =
                new ArrayList<>(RoundTripTest.queryOperations().toList());
        for (int i = 0; i < 6_000; i++) {
            OperationModel<?, ?> operation = any(operations);
            String version = OperationResolver.services().values().stream()
                    .filter(s -> s.name().equals(operation.service()))
                    .findFirst()
                    .orElseThrow()
                    .version();
            StringBuilder form = new StringBuilder(Requests.form(operation.name(), version));
            for (int n = random.nextInt(6); n > 0; n--) {
                form.append('&').append(parameter(operation)).append('=').append(Requests.encode(soup(2)));
            }
            expectAnswer(Requests.post(form.toString()), operation.service());
        }
    }

    private String parameter(OperationModel<?, ?> operation) {
        if (operation.input().members().isEmpty() || random.nextInt(5) == 0) {
            return Requests.encode(soup(2));
        }
        String name = any(operation.input().members()).elementName();
        return name
                + any(List.of("", ".1", ".member.1", ".member.2.Key", ".member", ".entry.1.key", ".1.Value.1", "."));
    }

    @Test
    void anyDocumentIsReadOrRefused() {
        for (int i = 0; i < 6_000; i++) {
            String document = "<Tagging><TagSet>" + soup(6) + (random.nextBoolean() ? "</TagSet></Tagging>" : "");
            WireRequest request = new WireRequest(
                    "PUT",
                    "/b",
                    "tagging",
                    Headers.NONE,
                    "127.0.0.1",
                    Body.of(document.getBytes(StandardCharsets.UTF_8)));
            expectAnswer(request, "s3");
        }
    }
}
