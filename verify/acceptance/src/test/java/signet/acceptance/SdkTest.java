package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.model.StsException;

/** The AWS SDK for Java v2 with nothing set but the endpoint. */
class SdkTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    @Test
    void rootIsTheAccount() {
        var identity = SERVER.asRoot().sts().getCallerIdentity();
        assertEquals(Signet.ACCOUNT, identity.account());
        assertEquals("arn:aws:iam::" + Signet.ACCOUNT + ":root", identity.arn());
    }

    @Test
    void iamThrowsItsModelledExceptions() {
        IamClient iam = SERVER.asRoot().iam();
        iam.createUser(user -> user.userName("twice"));
        assertThrows(EntityAlreadyExistsException.class, () -> iam.createUser(user -> user.userName("twice")));
        assertThrows(NoSuchEntityException.class, () -> iam.getUser(user -> user.userName("never")));
    }

    @Test
    void iamPaginatorsGiveEverythingOnce() {
        IamClient iam = SERVER.asRoot().iam();
        List<String> names =
                IntStream.range(0, 25).mapToObj(i -> "paged-%02d".formatted(i)).toList();
        names.forEach(name -> iam.createUser(user -> user.userName(name).path("/paged/")));
        assertEquals(
                names,
                iam.listUsersPaginator(list -> list.pathPrefix("/paged/").maxItems(4)).users().stream()
                        .map(user -> user.userName())
                        .toList());
        List<String> managed = iam.listPoliciesPaginator(list -> list.scope(PolicyScopeType.AWS)).policies().stream()
                .map(Policy::arn)
                .toList();
        assertTrue(managed.size() > 1_000, "only " + managed.size());
        assertEquals(managed.size(), managed.stream().distinct().count());
    }

    @Test
    void iamWaitersEnd() {
        IamClient iam = SERVER.asRoot().iam();
        iam.createUser(user -> user.userName("awaited"));
        assertTrue(iam.waiter()
                .waitUntilUserExists(user -> user.userName("awaited"))
                .matched()
                .response()
                .isPresent());
    }

    @Test
    void aRoleIsAssumedAndItsSessionIsWhoItIs() {
        IamClient iam = SERVER.asRoot().iam();
        Keys user = Article.user(iam, "assumer", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""");
        iam.createRole(role -> role.roleName("assumed").assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                         "Principal":{"AWS":"%s"},"Condition":{"StringEquals":{"sts:ExternalId":"42"}}}]}""".formatted(Signet.ACCOUNT)));
        String arn = "arn:aws:iam::" + Signet.ACCOUNT + ":role/assumed";
        var sts = SERVER.as(user).sts();
        StsException refused = assertThrows(
                StsException.class,
                () -> sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName("me")));
        assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
        Keys session = Keys.of(sts.assumeRole(
                        assume -> assume.roleArn(arn).roleSessionName("me").externalId("42"))
                .credentials());
        assertEquals(
                "arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/assumed/me",
                SERVER.as(session).sts().getCallerIdentity().arn());
    }

    @Test
    void ec2RunsWaitsAndTerminates() {
        Ec2Client ec2 = SERVER.asRoot().ec2();
        String id = Article.instance(
                ec2,
                RunInstancesRequest.builder()
                        .imageId(Article.IMAGE)
                        .minCount(1)
                        .maxCount(1)
                        .clientToken("once")
                        .build());
        assertEquals(
                id,
                ec2.runInstances(run -> run.imageId(Article.IMAGE)
                                .minCount(1)
                                .maxCount(1)
                                .clientToken("once"))
                        .instances()
                        .getFirst()
                        .instanceId());
        assertTrue(ec2.waiter()
                .waitUntilInstanceRunning(wait -> wait.instanceIds(id))
                .matched()
                .response()
                .isPresent());
        ec2.terminateInstances(terminate -> terminate.instanceIds(id));
        Article.eventually(
                id + " is terminated",
                () -> ec2.describeInstancesPaginator(describe -> describe.instanceIds(id)).reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .allMatch(instance -> instance.state().name() == InstanceStateName.TERMINATED));
    }

    @Test
    void ec2PaginatorsGiveEverythingOnce() {
        Ec2Client ec2 = SERVER.asRoot().ec2();
        List<String> all = ec2.describeInstanceTypesPaginator(types -> types.maxResults(5)).instanceTypes().stream()
                .map(type -> type.instanceTypeAsString())
                .toList();
        assertTrue(all.size() > 5, all::toString);
        assertEquals(all.size(), all.stream().distinct().count());
    }

    @Test
    void ec2RefusesAsAws() {
        Ec2Exception refused = assertThrows(
                Ec2Exception.class,
                () -> SERVER.asRoot().ec2().describeInstances(describe -> describe.instanceIds("i-0123456789abcdef0")));
        assertEquals("InvalidInstanceID.NotFound", refused.awsErrorDetails().errorCode());
    }

    @Test
    void s3StreamsWithTheChecksumsThatTheSdkSendsByDefault() {
        S3Client s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket("streams"));
        byte[] content = "streamed\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        s3.putObject(
                put -> put.bucket("streams").key("default"),
                RequestBody.fromContentProvider(() -> new ByteArrayInputStream(content), content.length, "text/plain"));
        for (ChecksumAlgorithm algorithm :
                List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256)) {
            s3.putObject(
                    put -> put.bucket("streams").key(algorithm.toString()).checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(content));
        }
        List<String> keys = s3
                .listObjectsV2Paginator(list -> list.bucket("streams").maxKeys(2))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
        assertEquals(List.of("CRC32", "SHA1", "SHA256", "default"), keys);
        for (String key : keys) {
            assertEquals(
                    new String(content, StandardCharsets.UTF_8),
                    s3.getObjectAsBytes(get -> get.bucket("streams").key(key)).asUtf8String());
        }
        assertThrows(
                NoSuchKeyException.class,
                () -> s3.getObject(get -> get.bucket("streams").key("never")));
    }

    @Test
    void s3KeysAreAnyText() {
        S3Client s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket("names"));
        List<String> keys = List.of("a b/../c//d", "ä+%25?&=#", "~.-_!*'()");
        for (String key : keys) {
            assertDoesNotThrow(
                    () -> s3.putObject(put -> put.bucket("names").key(key), RequestBody.fromString(key)), key);
        }
        keys.forEach(key -> assertEquals(
                key, s3.getObjectAsBytes(get -> get.bucket("names").key(key)).asUtf8String()));
        assertEquals(
                keys.stream().sorted().toList(),
                s3.listObjectsV2(list -> list.bucket("names")).contents().stream()
                        .map(S3Object::key)
                        .sorted()
                        .toList());
        s3.deleteObjects(delete -> delete.bucket("names")
                .delete(all -> all.objects(keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList())));
        assertEquals(List.of(), s3.listObjectsV2(list -> list.bucket("names")).contents());
        assertTrue(s3.waiter()
                .waitUntilObjectNotExists(head -> head.bucket("names").key(keys.getFirst()))
                .matched()
                .exception()
                .isPresent());
    }

    @Test
    void s3UploadsInParts() {
        S3Client s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket("parts"));
        String upload = s3.createMultipartUpload(
                        create -> create.bucket("parts").key("whole"))
                .uploadId();
        List<CompletedPart> parts = IntStream.rangeClosed(1, 2)
                .mapToObj(number -> {
                    String part = String.valueOf(number).repeat(5 << 20);
                    String tag = s3.uploadPart(
                                    put -> put.bucket("parts")
                                            .key("whole")
                                            .uploadId(upload)
                                            .partNumber(number),
                                    RequestBody.fromString(part))
                            .eTag();
                    return CompletedPart.builder().partNumber(number).eTag(tag).build();
                })
                .toList();
        String tag = s3.completeMultipartUpload(complete ->
                        complete.bucket("parts").key("whole").uploadId(upload).multipartUpload(all -> all.parts(parts)))
                .eTag();
        assertTrue(tag.endsWith("-2\""), tag);
        assertEquals(
                "12",
                s3.getObjectAsBytes(get ->
                                get.bucket("parts").key("whole").range("bytes=%d-%d".formatted((5 << 20) - 1, 5 << 20)))
                        .asUtf8String());
    }

    @Test
    void s3BucketsAreHostsOfLocalhostToo() {
        String endpoint = SERVER.server().endpoint().replace("127.0.0.1", "localhost");
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(Keys.ROOT.forSdk()))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build()) {
            s3.createBucket(create -> create.bucket("virtual-host"));
            s3.putObject(put -> put.bucket("virtual-host").key("a/b c"), RequestBody.fromString("found"));
            assertEquals(
                    "found",
                    s3.getObjectAsBytes(get -> get.bucket("virtual-host").key("a/b c"))
                            .asUtf8String());
        }
        assertEquals(
                "found",
                SERVER.asRoot()
                        .s3()
                        .getObjectAsBytes(get -> get.bucket("virtual-host").key("a/b c"))
                        .asUtf8String());
    }
}
