package signet.acceptance;

import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** One write of each kind of service, and how to see whether it was done. */
enum Target {
    /** An awsQuery service. */
    IAM("iam") {
        @Override
        RawRequest write(String endpoint, String name) {
            return RawRequest.form(endpoint, "Action=CreateUser&Version=2010-05-08&UserName=" + name);
        }

        @Override
        boolean isDone(Clients root, String name) {
            try {
                root.iam().getUser(user -> user.userName(name));
                return true;
            } catch (NoSuchEntityException e) {
                return false;
            }
        }
    },
    /** The ec2Query service. */
    EC2("ec2") {
        @Override
        RawRequest write(String endpoint, String name) {
            return RawRequest.form(endpoint, "Action=CreateKeyPair&Version=2016-11-15&KeyName=" + name);
        }

        @Override
        boolean isDone(Clients root, String name) {
            try {
                root.ec2().describeKeyPairs(pairs -> pairs.keyNames(name));
                return true;
            } catch (Ec2Exception e) {
                if (!e.awsErrorDetails().errorCode().equals("InvalidKeyPair.NotFound")) {
                    throw e;
                }
                return false;
            }
        }
    },
    /** The restXml service. */
    S3("s3") {
        @Override
        RawRequest write(String endpoint, String name) {
            return RawRequest.of(endpoint, "PUT", "/" + BUCKET + "/" + name, null, "written by " + name);
        }

        @Override
        boolean isDone(Clients root, String name) {
            try {
                root.s3().headObject(head -> head.bucket(BUCKET).key(name));
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        }
    };

    static final String BUCKET = "targets";

    private final String service;

    Target(String service) {
        this.service = service;
    }

    /** The name in the scope of a signature. */
    String service() {
        return service;
    }

    /** A request, not yet signed, that makes a thing of this name. */
    abstract RawRequest write(String endpoint, String name);

    /** Whether the thing is there. */
    abstract boolean isDone(Clients root, String name);
}
