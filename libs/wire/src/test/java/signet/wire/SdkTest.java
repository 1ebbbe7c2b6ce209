package signet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Instance;
import signet.model.ec2.InstanceState;
import signet.model.ec2.Reservation;
import signet.model.iam.CreateRoleOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.Role;
import signet.model.s3.Delete;
import signet.model.s3.DeleteObjectsOutput;
import signet.model.s3.DeletedObject;
import signet.model.s3.GetObjectOutput;
import signet.model.s3.ListObjectsV2Output;
import signet.model.s3.PutObjectOutput;
import signet.model.s3.S3Object;
import signet.model.s3.S3Operations;
import signet.model.sts.GetCallerIdentityOutput;
import signet.model.sts.StsOperations;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.sts.StsClient;

/** Amazon's own client writes the request and reads the answer; between them is nothing but the codecs. */
class SdkTest {
    private static final Instant TIME = Instant.parse("2025-01-31T12:00:00Z");

    /** Answers each request in memory, by one operation. */
    private record Loop<I, O>(OperationModel<I, O> operation, Function<I, O> handler) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return answer(request);
                }

                @Override
                public void abort() {}
            };
        }

        private HttpExecuteResponse answer(HttpExecuteRequest request) {
            Codec codec =
                    Codec.of(Objects.requireNonNull(OperationResolver.services().get(operation.service())));
            WireResponse response;
            try {
                I input = Requests.decode(operation, wire(request), operation.service());
                response = codec.encode(operation, handler.apply(input), "REQUEST");
            } catch (AwsError error) {
                response = codec.encodeError(error, "REQUEST", false);
            }
            SdkHttpResponse.Builder builder = SdkHttpResponse.builder().statusCode(response.status());
            response.headers().entries().forEach(h -> builder.appendHeader(h.getKey(), h.getValue()));
            InputStream content = stream(response.content());
            return HttpExecuteResponse.builder()
                    .response(builder.build())
                    .responseBody(AbortableInputStream.create(content))
                    .build();
        }

        private static InputStream stream(WireResponse.Content content) {
            try {
                return switch (content) {
                    case WireResponse.Bytes bytes -> new ByteArrayInputStream(bytes.bytes());
                    case WireResponse.Streamed streamed -> streamed.body().open();
                    case WireResponse.Nothing ignored -> InputStream.nullInputStream();
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static WireRequest wire(HttpExecuteRequest request) {
            SdkHttpRequest http = request.httpRequest();
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            http.forEachHeader((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
            byte[] body = request.contentStreamProvider()
                    .map(provider -> {
                        try (InputStream in = provider.newStream()) {
                            return in.readAllBytes();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .orElse(new byte[0]);
            return new WireRequest(
                    http.method().name(),
                    http.encodedPath().isEmpty() ? "/" : http.encodedPath(),
                    http.encodedQueryParameters().orElse(null),
                    Headers.of(headers),
                    http.host(),
                    Body.of(body));
        }

        @Override
        public void close() {}
    }

    private static <B extends AwsClientBuilder<B, C>, C> B at(B builder) {
        return builder.region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }

    private static <I, O> S3Client s3(OperationModel<I, O> operation, Function<I, O> handler) {
        return at(S3Client.builder())
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
                .httpClient(new Loop<>(operation, handler))
                .build();
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK's builders take generic varargs
    void iamCreatesARole() {
        try (IamClient iam = at(IamClient.builder())
                .httpClient(new Loop<>(
                        IamOperations.CREATE_ROLE,
                        in -> new CreateRoleOutput(Role.builder()
                                .path(Objects.requireNonNull(in.path()))
                                .roleName(in.roleName())
                                .roleId("AROA1")
                                .arn("arn:aws:iam::111122223333:role/" + in.roleName())
                                .createDate(TIME)
                                .assumeRolePolicyDocument(in.assumeRolePolicyDocument())
                                .tags(in.tags())
                                .build())))
                .build()) {
            var role = iam.createRole(r -> r.roleName("build")
                            .path("/ci/")
                            .assumeRolePolicyDocument("{\"a\": \"<é&>\"}")
                            .tags(t -> t.key("k").value("v w")))
                    .role();

            assertEquals("build", role.roleName());
            assertEquals("{\"a\": \"<é&>\"}", role.assumeRolePolicyDocument());
            assertEquals(TIME, role.createDate());
            assertEquals("v w", role.tags().getFirst().value());
        }
    }

    @Test
    void iamsErrorsAreItsModelledExceptions() {
        try (IamClient iam = at(IamClient.builder())
                .httpClient(new Loop<>(IamOperations.GET_ROLE, in -> {
                    throw IamErrors.noSuchEntity("The role with name " + in.roleName() + " cannot be found.");
                }))
                .build()) {
            var error = assertThrows(NoSuchEntityException.class, () -> iam.getRole(r -> r.roleName("x")));

            assertEquals(
                    "The role with name x cannot be found.",
                    error.awsErrorDetails().errorMessage());
            assertEquals("REQUEST", error.requestId());
        }
    }

    @Test
    void stsTellsWhoCalls() {
        try (StsClient sts = at(StsClient.builder())
                .httpClient(new Loop<>(
                        StsOperations.GET_CALLER_IDENTITY,
                        in -> new GetCallerIdentityOutput("AIDA1", "111122223333", "arn:aws:iam::111122223333:user/u")))
                .build()) {
            assertEquals("AIDA1", sts.getCallerIdentity().userId());
            assertEquals("111122223333", sts.getCallerIdentity().account());
        }
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK's builders take generic varargs
    void ec2RunsAnInstance() {
        try (Ec2Client ec2 = at(Ec2Client.builder())
                .httpClient(new Loop<>(
                        Ec2Operations.RUN_INSTANCES,
                        in -> Reservation.builder()
                                .instances(List.of(Instance.builder()
                                        .imageId(in.imageId())
                                        .launchTime(TIME)
                                        .state(InstanceState.builder()
                                                .code(16)
                                                .name("running")
                                                .build())
                                        .tags(Objects.requireNonNull(in.tagSpecifications())
                                                .getFirst()
                                                .tags())
                                        .build()))
                                .build()))
                .build()) {
            var instance = ec2.runInstances(r -> r.imageId("ami-1")
                            .minCount(1)
                            .maxCount(1)
                            .userData("IyE=")
                            .iamInstanceProfile(p -> p.name("web"))
                            .metadataOptions(m -> m.httpTokens("required"))
                            .blockDeviceMappings(b -> b.deviceName("/dev/xvda").ebs(e -> e.volumeSize(8)))
                            .networkInterfaces(
                                    n -> n.deviceIndex(0).groups("sg-1").associatePublicIpAddress(true))
                            .tagSpecifications(t -> t.resourceType(ResourceType.INSTANCE)
                                    .tags(x -> x.key("Name").value("one"))))
                    .instances()
                    .getFirst();

            assertEquals("ami-1", instance.imageId());
            assertEquals(TIME, instance.launchTime());
            assertEquals("running", instance.state().nameAsString());
            assertEquals("one", instance.tags().getFirst().value());
        }
    }

    @Test
    void s3PutsAnObject() {
        try (S3Client s3 = s3(
                S3Operations.PUT_OBJECT,
                in -> PutObjectOutput.builder().eTag('"' + in.key() + '"').build())) {
            var answer = s3.putObject(
                    r -> r.bucket("b").key("a b/c+d").metadata(Map.of("k", "v")), RequestBody.fromString("content"));

            assertEquals("\"a b/c+d\"", answer.eTag());
        }
    }

    @Test
    void s3GetsAnObject() {
        try (S3Client s3 = s3(
                S3Operations.GET_OBJECT,
                in -> GetObjectOutput.builder()
                        .body(Body.of(new byte[] {'h', 'i'}))
                        .contentLength(2L)
                        .lastModified(TIME)
                        .metadata(Map.of("k", "v"))
                        .build())) {
            var answer = s3.getObjectAsBytes(r -> r.bucket("b").key("k"));

            assertEquals("hi", answer.asUtf8String());
            assertEquals(TIME, answer.response().lastModified());
            assertEquals(Map.of("k", "v"), answer.response().metadata());
        }
    }

    @Test
    void s3ListsAndDeletesObjects() {
        try (S3Client s3 = s3(
                S3Operations.LIST_OBJECTS_V2,
                in -> ListObjectsV2Output.builder()
                        .name(in.bucket())
                        .contents(List.of(S3Object.builder()
                                .key("<k>")
                                .size(1L << 40)
                                .lastModified(TIME)
                                .build()))
                        .build())) {
            var answer = s3.listObjectsV2(r -> r.bucket("b").maxKeys(5));

            assertEquals("<k>", answer.contents().getFirst().key());
            assertEquals(1L << 40, answer.contents().getFirst().size());
        }
        try (S3Client s3 = s3(S3Operations.DELETE_OBJECTS, in -> deleted(in.delete()))) {
            var answer = s3.deleteObjects(r -> r.bucket("b")
                    .delete(d -> d.objects(ObjectIdentifier.builder().key("a&b").build())));

            assertEquals("a&b", answer.deleted().getFirst().key());
        }
    }

    private static DeleteObjectsOutput deleted(Delete delete) {
        return DeleteObjectsOutput.builder()
                .deleted(delete.objects().stream()
                        .map(o -> DeletedObject.builder().key(o.key()).build())
                        .toList())
                .build();
    }

    @Test
    void s3sErrorsAreItsModelledExceptions() {
        try (S3Client s3 = s3(S3Operations.GET_OBJECT, in -> {
            throw AwsError.of("NoSuchKey", 404, "The specified key does not exist.")
                    .with("Key", in.key());
        })) {
            var error = assertThrows(
                    NoSuchKeyException.class,
                    () -> s3.getObjectAsBytes(r -> r.bucket("b").key("k")));

            assertEquals(
                    "The specified key does not exist.", error.awsErrorDetails().errorMessage());
            assertEquals("REQUEST", error.requestId());
        }
    }
}
