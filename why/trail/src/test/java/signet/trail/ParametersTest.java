package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.ec2.DescribeInstancesInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Filter;
import signet.model.ec2.Instance;
import signet.model.ec2.Reservation;
import signet.model.ec2.RunInstancesInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.IamOperations;
import signet.model.iam.Tag;
import signet.model.s3.ListObjectsV2Input;
import signet.model.s3.PutObjectInput;
import signet.model.s3.S3Operations;
import tools.jackson.databind.JsonNode;

/** How inputs and outputs are written, service by service. */
class ParametersTest {
    @TempDir
    Path folder;

    private <I, O> JsonNode record(OperationModel<I, O> model, I input, O output) {
        return Made.json(Made.recorded(
                folder,
                Made.event(model.service(), model.name()).saying(new signet.authz.Event.Said<>(model, input, output))));
    }

    private <I, O> JsonNode request(OperationModel<I, O> model, I input) {
        return Made.json(Made.recorded(
                        folder,
                        Made.event(model.service(), model.name()).saying(new signet.authz.Event.Said<>(model, input))))
                .path("requestParameters");
    }

    /** CloudTrail User Guide, "CloudTrail log file examples": CreateRole; STS's examples have tags as key and value. */
    @Test
    void structuresAndListsKeepTheirFormWithSmallLetters() {
        CreateRoleInput input = CreateRoleInput.builder()
                .roleName("TestRole")
                .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\"}")
                .maxSessionDuration(3600)
                .tags(List.of(Tag.builder().key("Email").value("a@b").build()))
                .build();

        assertEquals(
                Made.json(
                        "{'assumeRolePolicyDocument':'{\\\"Version\\\":\\\"2012-10-17\\\"}','maxSessionDuration':3600,"
                                + "'roleName':'TestRole','tags':[{'key':'Email','value':'a@b'}]}"),
                request(IamOperations.CREATE_ROLE, input));
    }

    @Test
    void filtersOfEc2AreSets() {
        DescribeInstancesInput input = DescribeInstancesInput.builder()
                .filters(List.of(Filter.builder()
                        .name("vpc-id")
                        .values(List.of("v1", "v2"))
                        .build()))
                .instanceIds(List.of("i-1"))
                .build();

        assertEquals(
                Made.json(
                        "{'filterSet':{'items':[{'name':'vpc-id','valueSet':{'items':[{'value':'v1'},{'value':'v2'}]}}]},"
                                + "'instancesSet':{'items':[{'instanceId':'i-1'}]}}"),
                request(Ec2Operations.DESCRIBE_INSTANCES, input));
    }

    /** The form of launchTime in events of RunInstances. */
    @Test
    void timesOfEc2AreMilliseconds() {
        Reservation output = Reservation.builder()
                .reservationId("r-1")
                .instances(List.of(Instance.builder()
                        .instanceId("i-1")
                        .launchTime(Instant.ofEpochSecond(1_424_121_654))
                        .build()))
                .build();

        JsonNode response = record(
                        Ec2Operations.RUN_INSTANCES,
                        RunInstancesInput.builder().minCount(1).maxCount(1).build(),
                        output)
                .path("responseElements");

        assertEquals("r-1", response.path("reservationId").stringValue());
        assertEquals(
                1_424_121_654_000L,
                response.at("/instancesSet/items/0/launchTime").longValue());
        assertFalse(response.has("_return"));
    }

    /** S3 User Guide, "CloudTrail log file entries for Amazon S3": headers and query parameters by their names. */
    @Test
    void s3sParametersHaveTheNamesOfTheRequest() {
        ListObjectsV2Input list =
                ListObjectsV2Input.builder().bucket("b").prefix("p/").maxKeys(7).build();
        PutObjectInput put = PutObjectInput.builder()
                .bucket("b")
                .key("k")
                .contentType("text/plain")
                .metadata(Map.of("owner", "ann"))
                .body(Body.EMPTY)
                .build();

        assertEquals(
                Made.json("{'bucketName':'b','max-keys':7,'prefix':'p/'}"),
                request(S3Operations.LIST_OBJECTS_V2, list));
        JsonNode written = request(S3Operations.PUT_OBJECT, put);
        assertEquals("text/plain", written.path("Content-Type").stringValue());
        assertEquals("ann", written.path("x-amz-meta-owner").stringValue());
        assertFalse(written.has("Body"));
    }

    /** Whatever an operation has, its record is one JSON object, and its names do not depend on the values. */
    @ParameterizedTest
    @FieldSource("signet.trail.RedactionWalkTest#SERVICES")
    void everyOperationIsWritten(ServiceModel service) {
        try (Trail trail = Made.trail(folder)) {
            for (OperationModel<?, ?> model : service.operations().values()) {
                trail.record(said(model));
                JsonNode record = Made.json(
                        trail.search(EventQuery.of("").limit(1)).events().getFirst());
                assertEquals(
                        service.name() + ".amazonaws.com",
                        record.path("eventSource").stringValue());
                boolean input = model.input().members().stream().anyMatch(member -> !Secrets.isSecret(member));
                assertEquals(input, record.path("requestParameters").isObject(), model.toString());
                assertTrue(record.path("requestParameters").toString().length() < 100 * 1024);
            }
        }
    }

    private static <I, O> signet.authz.Event said(OperationModel<I, O> model) {
        MarkedValues values = new MarkedValues();
        return Made.event(model.service(), model.name())
                .saying(Made.said(model, values.of(model.input()), values.of(model.output())));
    }
}
