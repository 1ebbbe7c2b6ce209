package signet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;
import signet.model.Unit;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Filter;
import signet.model.ec2.GroupIdentifier;
import signet.model.ec2.Instance;
import signet.model.ec2.Reservation;
import signet.model.ec2.RunInstancesInput;

class Ec2QueryCodecTest {
    private static final Codec EC2 = Codec.of(Ec2Operations.SERVICE);

    @Test
    void runInstancesIsReadAsTheCliSendsIt() {
        RunInstancesInput input = Requests.decode(
                Ec2Operations.RUN_INSTANCES,
                "ImageId",
                "ami-1",
                "InstanceType",
                "t3.micro",
                "MinCount",
                "1",
                "MaxCount",
                "2",
                "SecurityGroupId.1",
                "sg-1",
                "SecurityGroupId.2",
                "sg-2",
                "IamInstanceProfile.Name",
                "web",
                "TagSpecification.1.ResourceType",
                "instance",
                "TagSpecification.1.Tag.1.Key",
                "Name",
                "TagSpecification.1.Tag.1.Value",
                "one",
                "MetadataOptions.HttpTokens",
                "required",
                "DryRun",
                "true",
                "ClientToken",
                "t");

        assertEquals(2, input.maxCount());
        assertEquals(List.of("sg-1", "sg-2"), input.securityGroupIds());
        assertEquals("web", assertNotNullAnd(input.iamInstanceProfile()).name());
        assertEquals(
                "one",
                assertNotNullAnd(assertNotNullAnd(input.tagSpecifications())
                                .getFirst()
                                .tags())
                        .getFirst()
                        .value());
        assertEquals("required", assertNotNullAnd(input.metadataOptions()).httpTokens());
        assertEquals(true, input.dryRun());
    }

    private static <T> T assertNotNullAnd(@Nullable T value) {
        assertNotNull(value);
        return Objects.requireNonNull(value);
    }

    @Test
    void filtersAreFlatLists() {
        assertEquals(
                List.of(Filter.builder()
                        .name("instance-state-name")
                        .values(List.of("running", "stopped"))
                        .build()),
                Requests.decode(
                                Ec2Operations.DESCRIBE_INSTANCES,
                                "Filter.1.Name",
                                "instance-state-name",
                                "Filter.1.Value.1",
                                "running",
                                "Filter.1.Value.2",
                                "stopped")
                        .filters());
    }

    @Test
    void aMissingParameterIsNamedAsSent() {
        AwsError error =
                assertThrows(AwsError.class, () -> Requests.decode(Ec2Operations.RUN_INSTANCES, "MaxCount", "1"));

        assertEquals("MissingParameter", error.code());
        assertEquals("The request must contain the parameter MinCount", error.message());
    }

    @Test
    void anUnknownParameterIsRefused() {
        AwsError top = assertThrows(
                AwsError.class, () -> Requests.decode(Ec2Operations.DESCRIBE_INSTANCES, "Colour.Value", "red"));
        AwsError nested = assertThrows(
                AwsError.class,
                () -> Requests.decode(
                        Ec2Operations.DESCRIBE_INSTANCES, "Filter.1.Name", "a", "Filter.1.Colour", "red"));

        assertEquals("UnknownParameter", top.code());
        assertEquals("The parameter Colour is not recognized", top.message());
        assertEquals("The parameter Filter.1.Colour is not recognized", nested.message());
    }

    @Test
    void aBadNumberIsInvalid() {
        AwsError error = assertThrows(
                AwsError.class, () -> Requests.decode(Ec2Operations.RUN_INSTANCES, "MinCount", "one", "MaxCount", "1"));

        assertEquals("InvalidParameterValue", error.code());
    }

    @Test
    void anAnswerHasNoResultElement() {
        Reservation reservation = Reservation.builder()
                .reservationId("r-1")
                .groups(List.of(GroupIdentifier.builder().groupId("sg-1").build()))
                .instances(List.of(Instance.builder()
                        .instanceId("i-1")
                        .launchTime(Instant.parse("2025-01-31T12:00:00Z"))
                        .build()))
                .build();

        String text = Requests.text(EC2.encode(Ec2Operations.RUN_INSTANCES, reservation, "id"));

        assertTrue(
                text.contains("<RunInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                        + "<requestId>id</requestId>"),
                text);
        assertTrue(text.contains("<reservationId>r-1</reservationId>"), text);
        assertTrue(text.contains("<groupSet><item><groupId>sg-1</groupId></item></groupSet>"), text);
        assertTrue(text.contains("<instancesSet><item>"), text);
        assertTrue(text.contains("<launchTime>2025-01-31T12:00:00.000Z</launchTime>"), text);
    }

    @Test
    void anOperationWithoutOutputAnswersTrue() {
        assertTrue(Requests.text(EC2.encode(Ec2Operations.CREATE_TAGS, Unit.VALUE, "id"))
                .endsWith("<requestId>id</requestId><return>true</return></CreateTagsResponse>"));
    }

    @Test
    void anErrorHasEc2sEnvelope() {
        WireResponse response =
                EC2.encodeError(AwsError.of("InvalidInstanceID.NotFound", 400, "No such instance"), "id", false);

        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>"
                        + "<Code>InvalidInstanceID.NotFound</Code><Message>No such instance</Message></Error></Errors>"
                        + "<RequestID>id</RequestID></Response>",
                Requests.text(response));
    }
}
