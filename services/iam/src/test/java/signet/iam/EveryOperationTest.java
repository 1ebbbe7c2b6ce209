package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.IamOperations;
import signet.model.iam.PutUserPolicyInput;

/** Rules that hold for all operations, shown on inputs made from their models. */
class EveryOperationTest extends CloudTest {
    private static final int ROUNDS = 20;

    private String key = "";

    @BeforeEach
    void makeSomeEntities() {
        cloud.makeUser("x", "");
        cloud.makeRole("x");
        cloud.makeGroup("x");
        cloud.makePolicy("x");
        key = cloud.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("x"))
                .accessKey()
                .accessKeyId();
    }

    private List<OperationModel<?, ?>> models() {
        return cloud.service.operations().stream()
                .<OperationModel<?, ?>>map(Operation::model)
                .toList();
    }

    /** A value that fits a text member, by its name. */
    private String plausible(String member) {
        Map<String, String> values = Map.ofEntries(
                Map.entry("PolicyArn", "arn:aws:iam::123456789012:policy/x"),
                Map.entry("PermissionsBoundary", "arn:aws:iam::123456789012:policy/x"),
                Map.entry("PolicySourceArn", "arn:aws:iam::123456789012:user/x"),
                Map.entry("Arn", "arn:aws:iam::123456789012:user/x"),
                Map.entry("AccessKeyId", key),
                Map.entry("VersionId", "v1"),
                Map.entry("Status", "Inactive"),
                Map.entry("AssumeRolePolicyDocument", Cloud.TRUST_EC2),
                Map.entry("PolicyDocument", Cloud.ALLOW_ALL),
                Map.entry("PolicyInputList", Cloud.ALLOW_ALL),
                Map.entry("ActionNames", "s3:GetObject"),
                Map.entry("AWSServiceName", "rds.amazonaws.com"),
                Map.entry("DeletionTaskId", "task/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS/1"),
                Map.entry("AccountAlias", "alias"),
                Map.entry("Url", "https://idp.example.com"),
                Map.entry("OpenIDConnectProviderArn", "arn:aws:iam::123456789012:oidc-provider/idp.example.com"));
        return Optional.ofNullable(values.get(member)).orElse("x");
    }

    /** An input with all required members. */
    private static <I> I input(StructureSchema<I> schema, Function<String, String> text) {
        @Nullable
        Object[] values = schema.members().stream()
                .<@Nullable Object>map(member -> member.required() ? value(member.name(), member.shape(), text) : null)
                .toArray();
        return schema.create(values);
    }

    private static Object value(String member, Shape shape, Function<String, String> text) {
        return switch (shape) {
            case Shape.Text of -> text.apply(member);
            case Shape.ListOf of -> List.of(value(member, of.element(), text));
            case StructureSchema<?> of -> input(of, text);
            default -> throw new IllegalStateException("no required member is of this shape: " + member);
        };
    }

    private <I> void call(Caller caller, OperationModel<I, ?> model, Function<String, String> text) {
        cloud.callAs(caller, model, input(model.input(), text));
    }

    private Optional<AwsError> outcome(Caller caller, OperationModel<?, ?> model, Function<String, String> text) {
        try {
            call(caller, model, text);
            return Optional.empty();
        } catch (AwsError e) {
            return Optional.of(e);
        }
    }

    @Test
    void nothingIsDoneWithoutPermission() {
        Caller nobody = cloud.makeUser("nobody", "");

        for (OperationModel<?, ?> model : models()) {
            AwsError error = assertThrows(AwsError.class, () -> call(nobody, model, this::plausible), model.name());
            assertEquals("AccessDenied", error.code(), model.name());
            assertEquals(403, error.httpStatus(), model.name());
            assertTrue(
                    error.message()
                            .startsWith("User: arn:aws:iam::123456789012:user/nobody is not authorized to perform: iam:"
                                    + model.name() + " on resource: "),
                    error.message());
            assertTrue(
                    error.message()
                            .endsWith(" because no identity-based policy allows the iam:" + model.name() + " action"),
                    error.message());
        }
    }

    @Test
    void anExplicitDenyIsNamedAsSuch() {
        for (OperationModel<?, ?> model : models()) {
            String deny =
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                            + "{\"Effect\":\"Deny\",\"Action\":\"iam:" + model.name() + "\",\"Resource\":\"*\"}]}";
            cloud.call(IamOperations.PUT_USER_POLICY, new PutUserPolicyInput("x", "p", deny));

            AwsError error =
                    assertThrows(AwsError.class, () -> call(cloud.user("x"), model, this::plausible), model.name());

            assertTrue(error.message().endsWith(" with an explicit deny in an identity-based policy"), error.message());
        }
    }

    @Test
    void theActionOfItsOwnNameIsWhatAnOperationNeeds() {
        cloud.makeUser("caller", "");
        for (OperationModel<?, ?> model : models()) {
            cloud.call(
                    IamOperations.PUT_USER_POLICY,
                    new PutUserPolicyInput("caller", "p", Cloud.allow("iam:" + model.name(), "*")));

            String message = outcome(cloud.user("caller"), model, this::plausible)
                    .map(AwsError::message)
                    .orElse("");

            assertFalse(message.contains("perform: iam:" + model.name() + " on"), message);
        }
    }

    @Test
    void anyTextIsAnsweredByAnErrorOfAws() {
        Random random = new Random(11);
        for (OperationModel<?, ?> model : models()) {
            for (int round = 0; round < ROUNDS; round++) {
                outcome(cloud.root(), model, member -> text(random))
                        .ifPresent(error -> assertTrue(error.httpStatus() < 500, model.name() + " " + error));
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(
                List.of("", "arn:aws:iam::", "arn:aws:iam::123456789012:policy/", "arn:aws:iam::aws:user/", "{\"")
                        .get(random.nextInt(5)));
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            text.append((char) ('!' + random.nextInt(94)));
        }
        return text.toString();
    }
}
