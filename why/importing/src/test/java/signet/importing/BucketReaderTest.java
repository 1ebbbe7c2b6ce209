package signet.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.importing.Files.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.Account;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;

class BucketReaderTest {
    private static final String POLICY = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':"
            + "{'AWS':'arn:aws:iam::111122223333:user/ann'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::notes/*'}]}";

    private final Findings findings = new Findings();

    private List<BucketRecord> read(String name, String text) {
        return BucketReader.read(List.of(new SourceFile(name, json(text))), findings);
    }

    @Test
    void aFileOfAPolicyIsOfTheBucketThatItIsNamedAfter() {
        BucketRecord bucket = read("policies/notes.json", POLICY).getFirst();

        assertEquals("notes", bucket.name());
        assertEquals(json(POLICY), bucket.policy());
        assertEquals(List.of(), findings.faults());
    }

    /** S3 API Reference, "GetBucketPolicy": the CLI prints the policy as a text within an object. */
    @Test
    void whatTheCliPrintsOfAPolicyIsRead() {
        String printed = "{\"Policy\": \"" + json(POLICY).replace("\"", "\\\"") + "\"}";

        BucketRecord bucket = BucketReader.read(List.of(new SourceFile("my.notes.json", printed)), findings)
                .getFirst();

        assertEquals("my.notes", bucket.name());
        assertEquals(json(POLICY), bucket.policy());
    }

    @Test
    void aListTellsAllOfABucket() {
        List<BucketRecord> buckets = read(
                "buckets.json",
                "{'Buckets':[{'Name':'notes','CreationDate':'2024-02-03T04:05:06+00:00','Policy':" + POLICY
                        + ",'TagSet':[{'Key':'a','Value':'b'}],'PublicAccessBlockConfiguration':"
                        + "{'BlockPublicAcls':true,'IgnorePublicAcls':false,'BlockPublicPolicy':true}},"
                        + "{'Name':'open','PublicAccessBlockConfiguration':null},{'Name':'untold'}]}");

        assertEquals(
                new BucketRecord(
                        "buckets.json",
                        "notes",
                        Instant.parse("2024-02-03T04:05:06Z"),
                        json(POLICY),
                        new java.util.TreeMap<>(Map.of("a", "b")),
                        Set.of("BlockPublicAcls", "BlockPublicPolicy")),
                buckets.get(0));
        assertEquals(Set.of(), buckets.get(1).blocked());
        assertEquals(BucketRecord.SETTINGS, buckets.get(2).blocked(), "what is not told is blocked");
        assertEquals(
                List.of("bucket untold: nothing says what of public access is blocked, so all is"), findings.notes());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        "notes.json",
                        "{}",
                        "notes.json: bucket notes: is neither a bucket policy nor what aws s3api"
                                + " get-bucket-policy prints"),
                Arguments.of("a.json", POLICY, "a.json: bucket a: the file is not named after a bucket: NAME.json"),
                Arguments.of(
                        "b.json",
                        "{'Buckets':[{'Name':'x y z'}]}",
                        "b.json: bucket x y z: Name \"x y z\" has not the" + " form that AWS gives it"),
                Arguments.of("b.json", "{'Buckets':[{}]}", "b.json: the file, Buckets[0]: Name is missing"),
                Arguments.of(
                        "b.json", "{'Buckets':[{'Name':'abc'},{'Name':'abc'}]}", "b.json: bucket abc: is there twice"),
                Arguments.of(
                        "b.json",
                        "{'Buckets':[{'Name':'abc','PublicAccessBlockConfiguration':" + "{'BlockPublicAcls':'yes'}}]}",
                        "b.json: bucket abc, PublicAccessBlockConfiguration:"
                                + " BlockPublicAcls is neither true nor false"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedByFileEntityAndReason(String name, String text, String fault) {
        read(name, text);

        assertEquals(List.of(fault), Files.faults(findings));
    }

    @Test
    void thePolicyIsStoredWithTheUniqueIdsOfWhoIsThere() {
        try (State state = State.open(new ReferenceStore(), Tables.all())) {
            User ann = User.create(Files.ACCOUNT, "/", "ann", Files.id("AIDA", "ann"), Instant.EPOCH);
            state.change(tx -> {
                tx.put(Tables.ACCOUNTS, Files.ACCOUNT, new Account(Files.ACCOUNT, null, Instant.EPOCH));
                tx.put(Tables.USERS, ann.key(), ann);
            });
            BucketRecord bucket = read("notes.json", POLICY).getFirst();
            BucketRecord none = read("b.json", "{'Buckets':[{'Name':'none'}]}").getFirst();

            assertTrue(String.valueOf(bucket.stored(state.current(), Files.ACCOUNT, findings))
                    .contains(ann.id()));
            assertNull(none.stored(state.current(), Files.ACCOUNT, findings));
            BucketRecord other =
                    read("other.json", POLICY.replace("user/ann", "user/bob")).getFirst();
            other.stored(state.current(), Files.ACCOUNT, findings);
            assertEquals(
                    List.of("other.json: bucket other: names arn:aws:iam::111122223333:user/bob, which is not there"),
                    Files.faults(findings));
        }
    }

    @Test
    void aPolicyThatCannotBeReadIsKeptAndDenies() {
        BucketRecord bucket =
                read("notes.json", "{'Statement':[{'Effect':'Maybe'}]}").getFirst();

        assertEquals(1, findings.refusing(false).size());
        assertEquals(List.of(), findings.refusing(true));
        assertEquals(json("{'Statement':[{'Effect':'Maybe'}]}"), bucket.policy());
    }
}
