package signet.acceptance;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Amazon's own clients, for one caller of one server: the SDK for Java and the AWS CLI. */
record Clients(String endpoint, Keys keys) {
    IamClient iam() {
        return IamClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(keys.forSdk()))
                .build();
    }

    StsClient sts() {
        return StsClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(keys.forSdk()))
                .build();
    }

    CloudTrailClient cloudTrail() {
        return CloudTrailClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(keys.forSdk()))
                .build();
    }

    Ec2Client ec2() {
        return Ec2Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(keys.forSdk()))
                .build();
    }

    S3Client s3() {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(keys.forSdk()))
                .build();
    }

    /** Runs the AWS CLI, if the host has it. */
    Ran cli(String... arguments) {
        Assumptions.assumeTrue(onPath("aws"), "the AWS CLI is not on PATH");
        List<String> words = new ArrayList<>(List.of("aws"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        settings(builder);
        return Ran.of(builder);
    }

    /** Runs a program in an instance by {@code signet connect}. */
    Ran connect(String instance, String... program) {
        return connectWithInput("", instance, program);
    }

    Ran connectWithInput(String input, String instance, String... program) {
        List<String> words = new ArrayList<>(List.of("connect", instance, "--"));
        words.addAll(List.of(program));
        ProcessBuilder builder = Signet.command(words.toArray(String[]::new));
        settings(builder);
        return Ran.of(builder, input);
    }

    private void settings(ProcessBuilder builder) {
        Map<String, String> environment = Signet.withoutSettings(builder);
        environment.put("AWS_ENDPOINT_URL", endpoint);
        environment.put("AWS_REGION", Signet.REGION);
        environment.put("AWS_DEFAULT_REGION", Signet.REGION);
        environment.put("AWS_ACCESS_KEY_ID", keys.id());
        environment.put("AWS_SECRET_ACCESS_KEY", keys.secret());
        if (keys.token() != null) {
            environment.put("AWS_SESSION_TOKEN", keys.token());
        }
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_PAGER", "");
    }

    static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
