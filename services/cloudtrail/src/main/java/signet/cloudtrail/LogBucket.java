package signet.cloudtrail;

import java.time.Instant;
import java.util.Map;
import signet.authz.Caller;
import signet.authz.RequestInfo;
import signet.authz.Requests;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.s3.GetBucketAclInput;
import signet.model.s3.PutObjectInput;
import signet.model.s3.S3Operations;

/**
 * A trail's bucket, to which CloudTrail comes as any service does: with its own name, the trail's ARN, and what the bucket's
 * policy allows it (CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail").
 */
final class LogBucket {
    static final String SERVICE = "cloudtrail.amazonaws.com";
    private static final String CONTROL = "bucket-owner-full-control";

    private final Requests requests;
    private final Ids ids;

    LogBucket(Requests requests, Ids ids) {
        this.requests = requests;
        this.ids = ids;
    }

    /**
     * Tries whether a trail could deliver: reads the bucket's access control list, and writes the empty object that stands for
     * the folder of the account's files.
     *
     * @throws AwsError what CloudTrail answers when it could not
     */
    void require(TrailRecord trail, Instant now) {
        String bucket = trail.settings().bucket();
        try {
            var _ = send(
                    trail,
                    now,
                    S3Operations.GET_BUCKET_ACL,
                    GetBucketAclInput.builder().bucket(bucket).build());
            put(trail, LogFile.folder(trail), new byte[0], Map.of(), now);
        } catch (AwsError e) {
            throw switch (e.code()) {
                case "NoSuchBucket" -> Errors.noBucket(bucket);
                case "AccessDenied" -> Errors.badBucketPolicy(bucket);
                default -> e;
            };
        }
    }

    /**
     * Delivers a file.
     *
     * @throws AwsError what S3 answers
     */
    void deliver(TrailRecord trail, LogFile file, Instant now) {
        put(
                trail,
                file.key(),
                file.bytes(),
                Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                now);
    }

    private void put(TrailRecord trail, String key, byte[] bytes, Map<String, String> headers, Instant now) {
        PutObjectInput input = PutObjectInput.builder()
                .bucket(trail.settings().bucket())
                .key(key)
                .acl(CONTROL)
                .contentType(headers.get("Content-Type"))
                .contentEncoding(headers.get("Content-Encoding"))
                .body(new OwnBody(bytes))
                .build();
        var _ = send(trail, now, S3Operations.PUT_OBJECT, input);
    }

    private <I, O> O send(TrailRecord trail, Instant now, OperationModel<I, O> operation, I input) {
        RequestInfo info = new RequestInfo(ids.uuid(), now, trail.region(), SERVICE, true, SERVICE, null)
                .sakeOf(new RequestInfo.Source(trail.arn(), trail.account()));
        return requests.send(new Caller.AwsService(SERVICE), info, operation, input);
    }
}
