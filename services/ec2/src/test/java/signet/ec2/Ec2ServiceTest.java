package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.Shape;
import signet.model.ec2.DescribeInstancesInput;
import signet.model.ec2.Ec2Operations;

class Ec2ServiceTest extends Ec2Test {

    @Test
    void everyOperationOfTheCatalogueIsThere() {
        Set<String> served = world.service().operations().stream()
                .map(operation -> operation.model().name())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(Ec2Operations.SERVICE.operations().keySet()), served);
    }

    @Test
    void noOperationIsThereTwice() {
        List<String> names = world.service().operations().stream()
                .map(operation -> operation.model().name())
                .toList();

        assertEquals(names.size(), Set.copyOf(names).size());
    }

    static Stream<OperationModel<?, ?>> describes() {
        return Ec2Operations.SERVICE.operations().values().stream()
                .filter(model -> model.name().startsWith("Describe"))
                .filter(model -> !model.name().equals("DescribeInstanceAttribute"))
                .filter(model -> !model.name().equals("DescribeLaunchTemplateVersions"));
    }

    @ParameterizedTest
    @MethodSource("describes")
    void describingIsRefusedInAwssWordsWithoutAnEncodedMessage(OperationModel<?, ?> model) {
        Caller nobody = world.user(
                "nobody",
                "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
                        .replace("[]", "[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]"));

        AwsError error = refuse(nobody, model);

        assertEquals("UnauthorizedOperation", error.code());
        assertEquals(403, error.httpStatus());
        assertEquals(
                "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/nobody is not"
                        + " authorized to perform: ec2:" + model.name()
                        + " because no identity-based policy allows the ec2:" + model.name() + " action",
                error.message());
    }

    @ParameterizedTest
    @MethodSource("describes")
    void aDryRunOfDescribingSaysThatItWouldHaveSucceeded(OperationModel<?, ?> model) {
        if (model.input().members().stream().noneMatch(member -> member.name().equals("DryRun"))) {
            return;
        }

        AwsError error = dryRun(model);

        assertEquals("DryRunOperation", error.code());
        assertEquals(412, error.httpStatus());
        assertEquals("Request would have succeeded, but DryRun flag is set.", error.message());
    }

    @ParameterizedTest
    @MethodSource("describes")
    void describingAnswersWhenThereIsNothingAndWhenThereIsSomething(OperationModel<?, ?> model) {
        describe(model);
        world.launch();
        describe(model);

        assertFalse(world.decisions().isEmpty());
    }

    @Test
    void everyRefusedParameterExists() {
        for (OperationModel<?, ?> model : Ec2Operations.SERVICE.operations().values()) {
            Set<String> names =
                    model.input().members().stream().map(MemberSchema::name).collect(Collectors.toSet());
            assertTrue(names.containsAll(NotThere.members(model.name())), model.name());
        }
    }

    static Stream<OperationModel<?, ?>> withRefusals() {
        return Ec2Operations.SERVICE.operations().values().stream()
                .filter(model -> !NotThere.members(model.name()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("withRefusals")
    void whatIsNotThereIsRefusedByName(OperationModel<?, ?> model) {
        for (String name : NotThere.members(model.name())) {
            AwsError error = withMember(model, name);

            assertEquals("UnsupportedOperation", error.code());
            assertEquals(
                    "The parameter " + name + " of " + model.name() + " is not supported by Signet.", error.message());
        }
    }

    @Test
    void anUnknownFilterIsInvalid() {
        assertEquals(
                "InvalidParameterValue: The filter 'colour' is invalid",
                error(
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesInput.builder()
                                .filters(List.of(filter("colour", "red")))
                                .build()));
    }

    private <I, O> AwsError refuse(Caller caller, OperationModel<I, O> model) {
        return world.refused(caller, model, input(model, null));
    }

    private <I, O> AwsError dryRun(OperationModel<I, O> model) {
        return world.refused(model, input(model, "DryRun"));
    }

    private <I, O> void describe(OperationModel<I, O> model) {
        world.ask(model, input(model, null));
    }

    private <I, O> AwsError withMember(OperationModel<I, O> model, String name) {
        return assertThrows(AwsError.class, () -> world.ask(model, input(model, name)));
    }

    /** An input with its required members, and one more. */
    static <I> I input(OperationModel<I, ?> model, @Nullable String more) {
        List<MemberSchema> members = model.input().members();
        @Nullable Object[] values = new @Nullable Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            if (members.get(i).required() || members.get(i).name().equals(more)) {
                values[i] = value(members.get(i).shape());
            }
        }
        return model.input().create(values);
    }

    private static Object value(Shape shape) {
        return switch (shape) {
            case Shape.Text text ->
                text.constraints().enumValues().isEmpty()
                        ? "x"
                        : text.constraints().enumValues().getFirst();
            case Shape.IntegerNumber number -> 1;
            case Shape.LongNumber number -> 1L;
            case Shape.DoubleNumber number -> 1.0;
            case Shape.BooleanValue flag -> true;
            case Shape.Timestamp time -> Instant.EPOCH;
            case Shape.Blob blob -> new byte[] {1};
            case Shape.Stream stream -> throw new IllegalArgumentException("no streams in EC2");
            case Shape.AnyJson json -> throw new IllegalArgumentException("no JSON in EC2");
            case Shape.ListOf list -> List.of(value(list.element()));
            case Shape.MapOf map -> java.util.Map.of("x", value(map.value()));
            case Shape.Structure structure -> structure((signet.model.StructureSchema<?>) structure);
        };
    }

    private static <T> Object structure(signet.model.StructureSchema<T> schema) {
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        for (int i = 0; i < values.length; i++) {
            if (schema.members().get(i).required()) {
                values[i] = value(schema.members().get(i).shape());
            }
        }
        return java.util.Objects.requireNonNull(schema.create(values));
    }
}
