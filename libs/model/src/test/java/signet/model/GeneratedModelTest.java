package signet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.RunInstancesInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.IamOperations;
import signet.model.iam.Tag;
import signet.model.s3.CopyObjectInput;
import signet.model.s3.GetObjectOutput;
import signet.model.s3.S3Operations;
import signet.model.sts.StsOperations;

class GeneratedModelTest {
    static Stream<ServiceModel> services() {
        return Stream.of(IamOperations.SERVICE, StsOperations.SERVICE, Ec2Operations.SERVICE, S3Operations.SERVICE);
    }

    private static <T> MemberSchema member(StructureSchema<T> schema, String name) {
        return schema.members().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyModelledOperationIsOneOfAmazons(ServiceModel service) {
        assertTrue(service.knownOperations().containsAll(service.operations().keySet()));
        assertTrue(service.knownOperations().size() >= service.operations().size());
        service.operations().forEach((name, operation) -> {
            assertEquals(name, operation.name());
            assertEquals(service.name(), operation.service());
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyShapeThatAnOperationReachesLoads(ServiceModel service) {
        Set<StructureSchema<?>> seen = new HashSet<>();
        for (OperationModel<?, ?> operation : service.operations().values()) {
            walk(operation.input(), seen);
            walk(operation.output(), seen);
        }
        assertFalse(seen.isEmpty());
    }

    private static void walk(Shape shape, Set<StructureSchema<?>> seen) {
        switch (shape) {
            case StructureSchema<?> structure -> {
                if (seen.add(structure)) {
                    structure.members().forEach(m -> walk(m.shape(), seen));
                }
            }
            case Shape.ListOf list -> walk(list.element(), seen);
            case Shape.MapOf map -> walk(map.value(), seen);
            case Shape.Text text ->
                Optional.ofNullable(text.constraints().pattern()).ifPresent(Pattern::compile);
            default -> {}
        }
    }

    @Test
    void aRequiredMemberMustBeThere() {
        assertThrows(
                NullPointerException.class,
                () -> CreateRoleInput.builder().roleName("r").build());
        assertTrue(member(CreateRoleInput.SCHEMA, "RoleName").required());
        assertFalse(member(CreateRoleInput.SCHEMA, "Path").required());
    }

    @Test
    void listsAreCopiedAndAbsentOnesStayAbsent() {
        List<Tag> tags = new ArrayList<>(List.of(new Tag("k", "v")));
        CreateRoleInput input = CreateRoleInput.builder()
                .roleName("r")
                .assumeRolePolicyDocument("{}")
                .tags(tags)
                .build();
        tags.clear();

        assertEquals(List.of(new Tag("k", "v")), input.tags());
        assertNull(input.toBuilder().tags(null).build().tags());
        assertEquals(input, input.toBuilder().build());
    }

    @Test
    void aSchemaReadsAndMakesItsRecord() {
        CreateRoleInput input = CreateRoleInput.builder()
                .roleName("r")
                .assumeRolePolicyDocument("{}")
                .maxSessionDuration(3600)
                .build();
        @Nullable Object[] values = new Object[CreateRoleInput.SCHEMA.members().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = CreateRoleInput.SCHEMA.get(input, i);
        }

        assertEquals(input, CreateRoleInput.SCHEMA.create(values));
        assertThrows(IndexOutOfBoundsException.class, () -> CreateRoleInput.SCHEMA.get(input, values.length));
    }

    @Test
    void numbersHaveTheWidthThatAmazonGivesThem() {
        assertTrue(member(GetObjectOutput.SCHEMA, "ContentLength").shape() instanceof Shape.LongNumber);
        assertTrue(member(RunInstancesInput.SCHEMA, "MaxCount").shape() instanceof Shape.IntegerNumber);
    }

    @Test
    void namesOnTheWireComeFromTheModel() {
        assertEquals(
                "SecurityGroupId",
                member(RunInstancesInput.SCHEMA, "SecurityGroupIds").elementName());
        assertEquals("DryRun", member(RunInstancesInput.SCHEMA, "DryRun").ec2QueryName());
        assertEquals(
                "x-amz-copy-source",
                member(CopyObjectInput.SCHEMA, "CopySource").boundName());
        assertEquals(
                HttpBinding.HEADER, member(CopyObjectInput.SCHEMA, "CopySource").binding());
    }

    @Test
    void anOperationThatAnswersNothingHasNoWrapper() {
        assertEquals(Optional.empty(), IamOperations.DELETE_USER.resultWrapper());
        assertSame(Unit.SCHEMA, IamOperations.DELETE_USER.output());
        assertEquals(Optional.of("CreateRoleResult"), IamOperations.CREATE_ROLE.resultWrapper());
    }

    @Test
    void everyS3OperationHasAPlace() {
        Set<String> bound = new HashSet<>();
        S3Operations.SERVICE.bindings().forEach(b -> bound.add(b.operation()));

        assertTrue(bound.containsAll(S3Operations.SERVICE.operations().keySet()));
        assertTrue(bound.contains("PutBucketCors") && bound.contains("PutObjectAcl"));
    }

    /** What Amazon's models mark as sensitive: a member, its shape, or what a list or map holds. */
    @Test
    void whatAmazonMarksAsSensitiveIsMarked() {
        assertTrue(
                member(IamOperations.CREATE_LOGIN_PROFILE.input(), "Password").sensitive());
        assertTrue(member(signet.model.iam.AccessKey.SCHEMA, "SecretAccessKey").sensitive());
        assertTrue(member(signet.model.lambda.Environment.SCHEMA, "Variables").sensitive());
        assertTrue(member(S3Operations.PUT_OBJECT.input(), "SSECustomerKey").sensitive());
        assertFalse(
                member(IamOperations.CREATE_LOGIN_PROFILE.input(), "UserName").sensitive());
        assertFalse(member(S3Operations.PUT_OBJECT.input(), "Bucket").sensitive());
    }
}
