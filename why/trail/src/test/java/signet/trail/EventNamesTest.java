package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.authz.Event;
import signet.model.ServiceModel;

class EventNamesTest {
    @ParameterizedTest
    @CsvSource({
        "iam,CreateRole,CreateRole",
        "lambda,CreateFunction,CreateFunction20150331",
        "lambda,GetFunction,GetFunction20150331v2",
        "lambda,Invoke,Invoke",
        "s3,ListObjectsV2,ListObjects",
        "s3,PutPublicAccessBlock,PutBucketPublicAccessBlock",
        "s3,GetObject,GetObject",
        "rds,CreateFunction,CreateFunction",
    })
    void anEventHasTheNameThatCloudTrailGivesIt(String service, String operation, String name) {
        assertEquals(name, EventNames.event(service, operation));
    }

    /** S3 User Guide, "Amazon S3 CloudTrail events": object-level actions; Lambda Developer Guide: invocations. */
    @ParameterizedTest
    @CsvSource({
        "s3,GetObject,DATA",
        "s3,PutObject,DATA",
        "s3,DeleteObjects,DATA",
        "s3,ListObjectsV2,DATA",
        "s3,HeadBucket,DATA",
        "s3,CompleteMultipartUpload,DATA",
        "s3,UploadPartCopy,DATA",
        "s3,PutObjectTagging,DATA",
        "s3,ListParts,DATA",
        "s3,ListBuckets,MANAGEMENT",
        "s3,CreateBucket,MANAGEMENT",
        "s3,PutBucketPolicy,MANAGEMENT",
        "s3,GetBucketTagging,MANAGEMENT",
        "lambda,Invoke,DATA",
        "lambda,CreateFunction,MANAGEMENT",
        "iam,GetUser,MANAGEMENT",
        "'','',MANAGEMENT",
    })
    void whatIsDoneInAResourceIsADataEvent(String service, String operation, EventCategory category) {
        assertEquals(category, EventNames.category(service, operation));
    }

    @Test
    void everyOperationThatOnlyReadsIsReadOnly() {
        for (ServiceModel service : RedactionWalkTest.SERVICES) {
            for (String operation : service.operations().keySet()) {
                boolean writes = operation.matches(
                        "(?:Abort|Add|Attach|Authorize|Associate|Cancel|Change|Complete|Copy|Create|Deactivate|Delete|Detach"
                                + "|Disable|Disassociate|Enable|Import|Invoke|Modify|Put|Reboot|Remove|Replace|Request|Reset"
                                + "|Resync|Revoke|Run|Set|Start|Stop|Tag|Terminate|Untag|Update|Upload).*");
                assertEquals(!writes, Event.isReadOnly(operation), service.name() + ":" + operation);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ec2,UnauthorizedOperation,403,Client.UnauthorizedOperation",
        "ec2,InvalidInstanceID.NotFound,400,Client.InvalidInstanceID.NotFound",
        "ec2,InsufficientInstanceCapacity,500,Server.InsufficientInstanceCapacity",
        "iam,AccessDenied,403,AccessDenied",
        "s3,NoSuchKey,404,NoSuchKey",
        "lambda,AccessDeniedException,403,AccessDenied",
        "lambda,ResourceNotFoundException,404,ResourceNotFoundException",
    })
    void anErrorHasTheCodeThatCloudTrailGivesIt(String service, String code, int status, String written) {
        assertEquals(written, EventNames.error(service, code, status));
    }

    @Test
    void noServiceHasNoSource() {
        assertEquals("", EventNames.source(""));
        assertEquals("sts.amazonaws.com", EventNames.source("sts"));
    }
}
