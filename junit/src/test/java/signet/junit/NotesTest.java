package signet.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@SignetServer
class NotesTest {
    private static final String READS_NOTES = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::notes/*"}]}
            """;

    @BeforeEach
    void aNoteIsThere(Signet signet, Credentials root) {
        try (S3Client s3 = s3(signet, root)) {
            s3.createBucket(bucket -> bucket.bucket("notes"));
            s3.putObject(note -> note.bucket("notes").key("today"), RequestBody.fromString("buy milk"));
        }
    }

    @Test
    void aReaderReadsAndDoesNotWrite(Signet signet) {
        SignetUser alice = signet.user("alice", READS_NOTES);

        try (S3Client s3 = s3(signet, alice.credentials())) {
            assertEquals(
                    "buy milk",
                    s3.getObjectAsBytes(note -> note.bucket("notes").key("today"))
                            .asUtf8String());
            S3Exception denied = assertThrows(
                    S3Exception.class,
                    () -> s3.putObject(note -> note.bucket("notes").key("today"), RequestBody.fromString("buy tea")));
            assertEquals(403, denied.statusCode());
        }
    }

    private static S3Client s3(Signet signet, Credentials who) {
        return S3Client.builder()
                .endpointOverride(signet.endpoint())
                .region(software.amazon.awssdk.regions.Region.of(signet.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(who.accessKeyId(), who.secretAccessKey())))
                .build();
    }
}
