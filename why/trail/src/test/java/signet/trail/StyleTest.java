package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How members and times are written in each service's events. */
class StyleTest {
    static final List<ServiceModel> SERVICES = RedactionWalkTest.SERVICES;

    private static MemberSchema member(String service, String operation, String member) {
        OperationModel<?, ?> model = Objects.requireNonNull(RedactionWalkTest.SERVICES.stream()
                .filter(candidate -> candidate.name().equals(service))
                .findFirst()
                .orElseThrow()
                .operations()
                .get(operation));
        return model.input().members().stream()
                .filter(candidate -> candidate.name().equals(member))
                .findFirst()
                .orElseThrow();
    }

    /** CloudTrail User Guide, "CloudTrail log file examples", and the S3 User Guide's and EC2's. */
    @ParameterizedTest
    @CsvSource({
        "iam,CreateUser,UserName,userName",
        "iam,CreateUser,Tags,tags",
        "iam,CreateSAMLProvider,SAMLMetadataDocument,sAMLMetadataDocument",
        "sts,AssumeRole,RoleArn,roleArn",
        "sts,AssumeRole,DurationSeconds,durationSeconds",
        "rds,CreateDBInstance,DBInstanceIdentifier,dBInstanceIdentifier",
        "ec2,DescribeInstances,InstanceIds,instancesSet",
        "ec2,DescribeInstances,Filters,filterSet",
        "ec2,DescribeInstances,MaxResults,maxResults",
        "ec2,TerminateInstances,InstanceIds,instancesSet",
        "ec2,RunInstances,ImageId,imageId",
        "ec2,RunInstances,MinCount,minCount",
        "ec2,RunInstances,SecurityGroupIds,groupSet",
        "ec2,RunInstances,SecurityGroups,groupSet",
        "ec2,RunInstances,BlockDeviceMappings,blockDeviceMapping",
        "ec2,CreateTags,Resources,resourcesSet",
        "s3,PutObject,Bucket,bucketName",
        "s3,PutObject,Key,key",
        "s3,ListObjectsV2,Prefix,prefix",
        "s3,ListObjectsV2,MaxKeys,max-keys",
        "s3,ListObjectsV2,ContinuationToken,continuation-token",
        "s3,GetObject,VersionId,versionId",
        "s3,PutBucketPolicy,Policy,bucketPolicy",
        "s3,PutObject,ContentType,Content-Type",
    })
    void aMemberHasTheNameThatItsServicesEventsGiveIt(String service, String operation, String member, String name) {
        assertEquals(name, Style.of(service).name(member(service, operation, member)));
    }

    @ParameterizedTest
    @CsvSource({
        "TerminateInstances,InstanceIds,instanceId",
        "RunInstances,SecurityGroupIds,groupId",
        "RunInstances,SecurityGroups,groupName",
        "CreateTags,Resources,resourceId",
        "DescribeImages,ImageIds,imageId",
        "DescribeKeyPairs,KeyNames,keyName",
    })
    void textsOfEc2sListsHaveAKeyAroundThem(String operation, String member, String key) {
        assertEquals(key, Style.EC2.itemKey(member("ec2", operation, member)));
        assertNull(Style.PLAIN.itemKey(member("ec2", operation, member)));
        assertNull(Style.S3.itemKey(member("ec2", operation, member)));
    }

    /** A name twice would make one of two values unreadable. EC2's groups by id and by name are one set on AWS as well. */
    @ParameterizedTest
    @FieldSource("SERVICES")
    void noMemberHidesAnother(ServiceModel service) {
        Style style = Style.of(service.name());
        for (OperationModel<?, ?> operation : service.operations().values()) {
            Set<String> seen = new HashSet<>();
            for (MemberSchema member : operation.input().members()) {
                String name = style.name(member);
                assertFalse(name.isEmpty());
                assertTrue(
                        seen.add(name) || name.equals("groupSet"),
                        service.name() + ":" + operation.name() + " has " + name + " twice");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iam|\"Mar 25, 2014 8:17:37 PM\"",
                "sts|\"Mar 25, 2014 8:17:37 PM\"",
                "rds|\"Mar 25, 2014 8:17:37 PM\"",
                "ec2|1395778657042",
                "s3|\"2014-03-25T20:17:37.042Z\"",
            })
    void aTimeHasItsServicesForm(String service, String written) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            Style.of(service).time(out, Instant.parse("2014-03-25T20:17:37.042Z"));
        }
        assertEquals(written, text.toString());
    }

    @Test
    void servicesWithoutAFormOfTheirOwnHaveThePlainOne() {
        assertEquals(Style.PLAIN, Style.of("autoscaling"));
        assertEquals(Style.PLAIN, Style.of("lambda"));
        assertEquals(Style.PLAIN, Style.of(""));
        assertEquals(Style.PLAIN, Style.of("EC2"));
    }
}
