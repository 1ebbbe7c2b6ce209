package signet.acceptance;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.s3.S3Client;

/** Something that a server keeps under names: made, changed and deleted by single requests. */
enum Kept {
    /** IAM users; the value is the path. */
    USERS {
        @Override
        String next(String name, String now, Random random) {
            return now.equals(Ledger.ABSENT) ? "/n" + random.nextInt(1_000_000) + "/" : Ledger.ABSENT;
        }

        @Override
        RawRequest write(String endpoint, String name, String value) {
            String action = value.equals(Ledger.ABSENT)
                    ? "Action=DeleteUser&Version=2010-05-08&UserName=" + name
                    : "Action=CreateUser&Version=2010-05-08&UserName=" + name + "&Path=" + value.replace("/", "%2F");
            return RawRequest.form(endpoint, action).signed(Keys.ROOT, "iam", Instant.now());
        }

        @Override
        Map<String, String> all(Clients root) {
            Map<String, String> found = new HashMap<>();
            root.iam().listUsersPaginator().users().forEach(user -> found.put(user.userName(), user.path()));
            return found;
        }
    },
    /** S3 objects; the value is the content. */
    OBJECTS {
        @Override
        String next(String name, String now, Random random) {
            return random.nextInt(4) == 0
                    ? Ledger.ABSENT
                    : (name + " " + random.nextInt(1_000_000) + "\n").repeat(1 + random.nextInt(5_000));
        }

        @Override
        RawRequest write(String endpoint, String name, String value) {
            String method = value.equals(Ledger.ABSENT) ? "DELETE" : "PUT";
            return RawRequest.of(endpoint, method, "/" + BUCKET + "/" + name, null, value)
                    .signed(Keys.ROOT, "s3", Instant.now());
        }

        @Override
        Map<String, String> all(Clients root) {
            S3Client s3 = root.s3();
            Map<String, String> found = new HashMap<>();
            s3.listObjectsV2Paginator(list -> list.bucket(BUCKET))
                    .contents()
                    .forEach(object -> found.put(
                            object.key(),
                            s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(object.key()))
                                    .asUtf8String()));
            return found;
        }
    };

    static final String BUCKET = "kept";

    /** A value to write over the one that is there. */
    abstract String next(String name, String now, Random random);

    abstract RawRequest write(String endpoint, String name, String value);

    /** Everything that the server has, by name. */
    abstract Map<String, String> all(Clients root);
}
