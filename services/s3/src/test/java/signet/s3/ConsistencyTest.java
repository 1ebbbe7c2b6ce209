package signet.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.s3.CopyObjectInput;
import signet.model.s3.CreateMultipartUploadInput;
import signet.model.s3.DeleteBucketInput;
import signet.model.s3.DeleteObjectInput;
import signet.model.s3.HeadObjectInput;
import signet.model.s3.HeadObjectOutput;
import signet.model.s3.S3Operations;
import signet.model.s3.UploadPartInput;
import signet.sigv4.ChecksumAlgorithm;

/** What must hold after a crash and between writers, whatever the keys are. */
class ConsistencyTest extends CloudTest {
    private void reopen() {
        cloud.close();
        cloud = Cloud.open(directory, 99);
    }

    @Test
    void everythingIsThereAfterARestart() {
        cloud.put("box", "k", "hello");
        String id = String.valueOf(cloud.call(
                        S3Operations.CREATE_MULTIPART_UPLOAD,
                        CreateMultipartUploadInput.builder()
                                .bucket("box")
                                .key("m")
                                .build())
                .uploadId());
        cloud.call(
                S3Operations.UPLOAD_PART,
                UploadPartInput.builder()
                        .bucket("box")
                        .key("m")
                        .uploadId(id)
                        .partNumber(1)
                        .body(Cloud.body("part"))
                        .build());

        reopen();

        assertEquals("hello", cloud.get("box", "k"));
        assertEquals(2, cloud.fileCount());
    }

    @Test
    void filesThatNoRecordNamesGoAtTheNextStart() throws IOException {
        cloud.put("box", "k", "hello");
        Path orphan = cloud.files.resolve("ab").resolve("ab".repeat(16));
        Files.createDirectories(cloud.files.resolve("ab"));
        Files.writeString(orphan, "left by a crash");
        Path stranger = cloud.files.resolve("not-ours.txt");
        Files.writeString(stranger, "somebody's");

        reopen();

        assertFalse(Files.exists(orphan));
        assertTrue(Files.exists(stranger));
        assertEquals("hello", cloud.get("box", "k"));
    }

    @Test
    void recordsOfBucketsThatAreGoneGoAtTheNextStart() {
        cloud.put("box", "k", "hello");
        cloud.state.change(tx -> tx.delete(Tables.BUCKETS, "box"));

        reopen();

        assertEquals(0, cloud.fileCount());
        assertTrue(cloud.index.range("", "", 10).isEmpty());
    }

    @Test
    void anObjectWhoseFileIsLostIsAFailureNotOtherBytes() throws IOException {
        cloud.put("box", "k", "hello");
        try (var found = Files.walk(cloud.files)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThrows(UncheckedIOException.class, () -> cloud.get("box", "k"));
        cloud.put("box", "k", "again");
        assertEquals("again", cloud.get("box", "k"));
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() {
        Body broken = new Body() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public long length() {
                return 5;
            }
        };
        assertThrows(
                UncheckedIOException.class,
                () -> cloud.call(
                        S3Operations.PUT_OBJECT,
                        Cloud.putting("box", "k", "").body(broken).build()));
        assertEquals(0, cloud.fileCount());
        assertEquals(List.of(), cloud.keys("box"));
    }

    @Test
    void aBodyThatNobodyVerifiedIsNotStored() {
        Body unverified = new Body() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[3]);
            }

            @Override
            public long length() {
                return 3;
            }
        };
        assertThrows(
                IllegalStateException.class,
                () -> cloud.call(
                        S3Operations.PUT_OBJECT,
                        Cloud.putting("box", "k", "").body(unverified).build()));
        assertEquals(0, cloud.fileCount());
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void ofManyWritersOfOneKeyOneIsLastAndWhole() throws InterruptedException, ExecutionException {
        List<Callable<String>> writers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String text = Integer.toString(i).repeat(20_000);
            writers.add(() -> cloud.put("box", "k", text));
        }
        for (int i = 0; i < 24; i++) {
            writers.add(() -> {
                try {
                    String text = cloud.get("box", "k");
                    assertEquals(1, text.chars().distinct().count() > 2 ? 2 : 1);
                    return "";
                } catch (AwsError e) {
                    return e.code();
                }
            });
        }

        List<String> results = together(writers);

        HeadObjectOutput head = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder().bucket("box").key("k").build());
        assertTrue(results.contains(String.valueOf(head.eTag())));
        assertEquals(
                String.valueOf(head.eTag()).replace("\"", ""),
                java.util.HexFormat.of()
                        .formatHex(Owners.digest("MD5", cloud.get("box", "k").getBytes(StandardCharsets.UTF_8))));
        assertEquals(1, cloud.fileCount());
    }

    @Test
    void ofManyWhoWriteOnlyIfAbsentOneWins() throws InterruptedException, ExecutionException {
        AtomicInteger won = new AtomicInteger();
        List<Callable<String>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String text = "writer " + i;
            writers.add(() -> {
                try {
                    cloud.call(
                            S3Operations.PUT_OBJECT,
                            Cloud.putting("box", "k", text).ifNoneMatch("*").build());
                    won.incrementAndGet();
                    return "done";
                } catch (AwsError e) {
                    return e.code();
                }
            });
        }

        Set<String> results = new HashSet<>(together(writers));

        assertEquals(1, won.get());
        assertEquals(Set.of("done", "PreconditionFailed"), results);
        assertEquals(1, cloud.fileCount());
    }

    @Test
    void aBucketIsDeletedOrWrittenToButNotBoth() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 20; round++) {
            String name = "round-" + round;
            cloud.makeBucket(name);
            List<String> results = together(List.of(
                    () -> outcome(() -> cloud.put(name, "k", "x")),
                    () -> outcome(() -> cloud.call(
                            S3Operations.DELETE_BUCKET,
                            DeleteBucketInput.builder().bucket(name).build()))));
            assertTrue(
                    results.equals(List.of("done", "BucketNotEmpty"))
                            || results.equals(List.of("NoSuchBucket", "done")),
                    results.toString());
        }
    }

    private static String outcome(Runnable work) {
        try {
            work.run();
            return "done";
        } catch (AwsError e) {
            return e.code();
        }
    }

    @Test
    void anyKeyIsJustAKey() {
        Random random = new Random(3);
        List<String> alphabet = List.of(
                "/",
                "..",
                ".",
                "//",
                "%2F",
                "+",
                " ",
                "\\",
                "\u0001",
                "\t",
                "\n",
                "é",
                "\u202E",
                "\uD83D\uDE00",
                "a",
                "~",
                "\0",
                "'",
                "\"",
                "<",
                "&",
                "?",
                "*");
        Map<String, String> written = new java.util.HashMap<>();
        List<String> keys = new ArrayList<>(List.of(
                "../../etc/passwd", "..", ".", "/", "//", "/a", "a//b", "a/../b", "x".repeat(1024), "é".repeat(512)));
        for (int i = 0; i < 150; i++) {
            StringBuilder key = new StringBuilder();
            for (int part = 0; part < 1 + random.nextInt(8); part++) {
                key.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            keys.add(key.toString());
        }
        for (String key : keys) {
            String text = "content of " + written.size();
            cloud.put("box", key, text);
            written.put(key, text);
        }

        written.forEach((key, text) -> assertEquals(text, cloud.get("box", key)));
        assertEquals(written.keySet().stream().sorted(signet.store.Keys.ORDER).toList(), cloud.keys("box"));
        assertEquals(written.size(), cloud.fileCount());
        assertEquals(0, directoriesOutside());
        for (String key : written.keySet()) {
            cloud.call(
                    S3Operations.DELETE_OBJECT,
                    DeleteObjectInput.builder().bucket("box").key(key).build());
        }
        assertEquals(List.of(), cloud.keys("box"));
        assertEquals(0, cloud.fileCount());
    }

    private long directoriesOutside() {
        try (var found = Files.walk(cloud.files)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("[0-9a-f]{32}"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CopyObjectInput.Builder copying(String source, String key) {
        return CopyObjectInput.builder().bucket("box").key(key).copySource(source);
    }

    @Test
    void aCopyLivesWithoutItsSource() {
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "a b+é", "hello")
                        .contentType("text/plain")
                        .metadata(Map.of("m", "1"))
                        .tagging("t=1")
                        .build());

        var result = cloud.call(
                S3Operations.COPY_OBJECT, copying("/box/a%20b%2B%C3%A9", "copy").build());
        cloud.put("box", "a b+é", "changed");

        assertEquals(
                "\"5d41402abc4b2a76b9719d911017c592\"",
                java.util.Objects.requireNonNull(result.copyObjectResult()).eTag());
        assertEquals("hello", cloud.get("box", "copy"));
        HeadObjectOutput head = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder().bucket("box").key("copy").build());
        assertEquals("text/plain", head.contentType());
        assertEquals(Map.of("m", "1"), head.metadata());
        assertEquals(1, head.tagCount());
        assertEquals(2, cloud.fileCount());
        reopen();
        assertEquals("hello", cloud.get("box", "copy"));
    }

    @Test
    void aCopyCanHaveOtherMetadata() {
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "hello").metadata(Map.of("m", "1")).build());
        cloud.refuses(
                400,
                "InvalidRequest",
                "This copy request is illegal because it is trying to copy an object to itself without changing the"
                        + " object's metadata, storage class, website redirect location or encryption attributes.",
                S3Operations.COPY_OBJECT,
                copying("box/k", "k").build());

        cloud.call(
                S3Operations.COPY_OBJECT,
                copying("box/k", "k")
                        .metadataDirective("REPLACE")
                        .metadata(Map.of("n", "2"))
                        .taggingDirective("REPLACE")
                        .tagging("x=y")
                        .checksumAlgorithm("SHA256")
                        .build());

        HeadObjectOutput head = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder()
                        .bucket("box")
                        .key("k")
                        .checksumMode("ENABLED")
                        .build());
        assertEquals(Map.of("n", "2"), head.metadata());
        assertEquals(ChecksumAlgorithm.SHA256.base64("hello".getBytes(StandardCharsets.UTF_8)), head.checksumSHA256());
        assertEquals("hello", cloud.get("box", "k"));
        assertEquals(1, cloud.fileCount());
    }

    @ParameterizedTest
    @CsvSource({"box", "/box", "box/", "'%zz/k'", "''", "/"})
    void aCopySourceNamesBucketAndKey(String source) {
        cloud.refuses(
                400,
                "InvalidArgument",
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                S3Operations.COPY_OBJECT,
                copying(source, "k").build());
    }

    @Test
    void aCopyUnderConditions() {
        String etag = cloud.put("box", "k", "hello");
        cloud.call(
                S3Operations.COPY_OBJECT,
                copying("box/k", "c").copySourceIfMatch(etag).build());
        AwsError error = cloud.refuses(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                S3Operations.COPY_OBJECT,
                copying("box/k", "c").copySourceIfNoneMatch(etag).build());
        assertEquals(Map.of("Condition", "x-amz-copy-source-If-None-Match"), error.details());
        cloud.refusesAs(
                Cloud.root(),
                "PreconditionFailed",
                S3Operations.COPY_OBJECT,
                copying("box/k", "c").ifNoneMatch("*").build());
        assertEquals(2, cloud.fileCount());
        assertArrayEquals(
                "hello".getBytes(StandardCharsets.UTF_8), cloud.get("box", "c").getBytes(StandardCharsets.UTF_8));
    }
}
