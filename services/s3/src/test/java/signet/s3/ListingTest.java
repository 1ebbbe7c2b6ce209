package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.s3.CommonPrefix;
import signet.model.s3.DeleteObjectInput;
import signet.model.s3.ListObjectsInput;
import signet.model.s3.ListObjectsOutput;
import signet.model.s3.ListObjectsV2Input;
import signet.model.s3.ListObjectsV2Output;
import signet.model.s3.S3Object;
import signet.model.s3.S3Operations;
import signet.store.Keys;

class ListingTest extends CloudTest {
    private void put(String... keys) {
        for (String key : keys) {
            cloud.put("box", key, "x");
        }
    }

    private static ListObjectsV2Input.Builder listing() {
        return ListObjectsV2Input.builder().bucket("box");
    }

    private static List<String> groups(@Nullable List<CommonPrefix> prefixes) {
        return Objects.requireNonNull(prefixes).stream()
                .map(prefix -> String.valueOf(prefix.prefix()))
                .toList();
    }

    @Test
    void keysComeInTheOrderOfTheirBytes() {
        put("b", "a", "Z", "é", "\uD83D\uDE00", "\uFFFD", "a/", "a-", "a0");
        assertEquals(List.of("Z", "a", "a-", "a/", "a0", "b", "é", "\uFFFD", "\uD83D\uDE00"), cloud.keys("box"));
    }

    @Test
    void aListingSaysWhatItLists() {
        put("k");
        ListObjectsV2Output output = cloud.call(
                S3Operations.LIST_OBJECTS_V2,
                listing().prefix("k").startAfter("a").fetchOwner(true).build());

        assertEquals("box", output.name());
        assertEquals("k", output.prefix());
        assertEquals("a", output.startAfter());
        assertEquals(1000, output.maxKeys());
        assertEquals(1, output.keyCount());
        assertEquals(false, output.isTruncated());
        assertNull(output.nextContinuationToken());
        S3Object object = Objects.requireNonNull(output.contents()).getFirst();
        assertEquals("k", object.key());
        assertEquals(1L, object.size());
        assertEquals("\"9dd4e461268c8034f5c8564e155c67a6\"", object.eTag());
        assertEquals("STANDARD", object.storageClass());
        assertEquals(
                64, String.valueOf(Objects.requireNonNull(object.owner()).id()).length());
        assertNull(Objects.requireNonNull(
                        cloud.call(S3Operations.LIST_OBJECTS_V2, listing().build())
                                .contents())
                .getFirst()
                .owner());
    }

    @Test
    void prefixAndDelimiterMakeFolders() {
        put("a", "dir/", "dir/1", "dir/sub/2", "dir/sub/3", "dir2/4", "e");

        ListObjectsV2Output top = cloud.call(
                S3Operations.LIST_OBJECTS_V2, listing().delimiter("/").build());
        assertEquals(List.of("a", "e"), Cloud.keys(top.contents()));
        assertEquals(List.of("dir/", "dir2/"), groups(top.commonPrefixes()));
        assertEquals(4, top.keyCount());
        ListObjectsV2Output inside = cloud.call(
                S3Operations.LIST_OBJECTS_V2,
                listing().prefix("dir/").delimiter("/").build());
        assertEquals(List.of("dir/", "dir/1"), Cloud.keys(inside.contents()));
        assertEquals(List.of("dir/sub/"), groups(inside.commonPrefixes()));
        ListObjectsV2Output words = cloud.call(
                S3Operations.LIST_OBJECTS_V2, listing().delimiter("ir").build());
        assertEquals(List.of("a", "e"), Cloud.keys(words.contents()));
        assertEquals(List.of("dir"), groups(words.commonPrefixes()));
    }

    @Test
    void noKeysAreAskedForAndNoneCome() {
        put("a");
        ListObjectsV2Output output =
                cloud.call(S3Operations.LIST_OBJECTS_V2, listing().maxKeys(0).build());
        assertEquals(0, output.keyCount());
        assertEquals(false, output.isTruncated());
    }

    @Test
    void atMostAThousandKeysComeAtOnce() {
        assertEquals(
                1000,
                cloud.call(S3Operations.LIST_OBJECTS_V2, listing().maxKeys(5000).build())
                        .maxKeys());
        cloud.refuses(
                400,
                "InvalidArgument",
                "Argument max-keys must be an integer between 0 and 2147483647",
                S3Operations.LIST_OBJECTS_V2,
                listing().maxKeys(-1).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "AAAAAA", "%%%", "AAAAAGE"})
    void aTokenThatIsNotOursIsRefused(String token) {
        AwsError error = cloud.refuses(
                400,
                "InvalidArgument",
                "The continuation token provided is incorrect",
                S3Operations.LIST_OBJECTS_V2,
                listing().continuationToken(token).build());
        assertEquals(Map.of("ArgumentName", "continuation-token", "ArgumentValue", token), error.details());
    }

    @Test
    void aTokenStandsForThePlaceButDoesNotShowIt() {
        put("secret-a", "secret-b");
        String token = Objects.requireNonNull(
                cloud.call(S3Operations.LIST_OBJECTS_V2, listing().maxKeys(1).build())
                        .nextContinuationToken());
        assertTrue(!token.contains("secret"));
        assertEquals("secret-a", PageToken.place(token));
    }

    @Test
    void pagesSurviveChangeBetweenThem() {
        put("a", "b", "c", "d", "e");
        ListObjectsV2Output first =
                cloud.call(S3Operations.LIST_OBJECTS_V2, listing().maxKeys(2).build());
        assertEquals(List.of("a", "b"), Cloud.keys(first.contents()));
        cloud.call(
                S3Operations.DELETE_OBJECT,
                DeleteObjectInput.builder().bucket("box").key("b").build());
        cloud.call(
                S3Operations.DELETE_OBJECT,
                DeleteObjectInput.builder().bucket("box").key("d").build());
        put("aa", "bb", "ee");

        ListObjectsV2Output second = cloud.call(
                S3Operations.LIST_OBJECTS_V2,
                listing().continuationToken(first.nextContinuationToken()).build());

        assertEquals(List.of("bb", "c", "e", "ee"), Cloud.keys(second.contents()));
        assertEquals(first.nextContinuationToken(), second.continuationToken());
    }

    /** Every way of paging must give what a plain loop over all keys gives. */
    @Test
    void pagesOfRandomKeysAreTheSlowAnswer() {
        Random random = new Random(42);
        List<String> alphabet = List.of("a", "b", "/", "/", "é", "-", "\uD83D\uDE00", "~");
        SortedSet<String> keys = new TreeSet<>(Keys.ORDER);
        while (keys.size() < 120) {
            StringBuilder key = new StringBuilder();
            int length = 1 + random.nextInt(6);
            for (int i = 0; i < length; i++) {
                key.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            if (keys.add(key.toString())) {
                put(key.toString());
            }
        }
        for (int round = 0; round < 60; round++) {
            String prefix = round % 3 == 0 ? "" : alphabet.get(random.nextInt(alphabet.size()));
            String delimiter = round % 4 == 0 ? "" : random.nextBoolean() ? "/" : "b/";
            assertEquals(
                    slowly(keys, prefix, delimiter),
                    paged(prefix, delimiter, 1 + random.nextInt(5)),
                    "prefix " + prefix + " delimiter " + delimiter);
            assertEquals(slowly(keys, prefix, delimiter), pagedByMarker(prefix, delimiter, 1 + random.nextInt(5)));
        }
    }

    private static List<String> slowly(SortedSet<String> keys, String prefix, String delimiter) {
        List<String> result = new ArrayList<>();
        for (String key : keys) {
            if (key.startsWith(prefix)) {
                int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
                String shown = at < 0 ? key : "group " + key.substring(0, at + delimiter.length());
                if (!result.contains(shown)) {
                    result.add(shown);
                }
            }
        }
        return result.stream().sorted().toList();
    }

    private List<String> paged(String prefix, String delimiter, int size) {
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            ListObjectsV2Output page = cloud.call(
                    S3Operations.LIST_OBJECTS_V2,
                    listing()
                            .prefix(prefix)
                            .delimiter(delimiter)
                            .maxKeys(size)
                            .continuationToken(token)
                            .build());
            seen.addAll(Cloud.keys(page.contents()));
            groups(page.commonPrefixes()).forEach(group -> seen.add("group " + group));
            token = page.nextContinuationToken();
        } while (token != null);
        return seen.stream().sorted().toList();
    }

    private List<String> pagedByMarker(String prefix, String delimiter, int size) {
        List<String> seen = new ArrayList<>();
        String marker = null;
        boolean more = true;
        while (more) {
            ListObjectsOutput page = cloud.call(
                    S3Operations.LIST_OBJECTS,
                    ListObjectsInput.builder()
                            .bucket("box")
                            .prefix(prefix)
                            .delimiter(delimiter)
                            .maxKeys(size)
                            .marker(marker)
                            .build());
            List<String> keys = Cloud.keys(page.contents());
            seen.addAll(keys);
            groups(page.commonPrefixes()).forEach(group -> seen.add("group " + group));
            more = Boolean.TRUE.equals(page.isTruncated());
            marker = page.nextMarker() == null && !keys.isEmpty() ? keys.getLast() : page.nextMarker();
        }
        return seen.stream().sorted().toList();
    }

    @Test
    void theFirstVersionTellsItsMarkerOnlyWithADelimiter() {
        put("a", "b", "c");
        ListObjectsInput.Builder input =
                ListObjectsInput.builder().bucket("box").maxKeys(1);

        ListObjectsOutput plain = cloud.call(S3Operations.LIST_OBJECTS, input.build());
        ListObjectsOutput delimited =
                cloud.call(S3Operations.LIST_OBJECTS, input.delimiter("/").build());

        assertEquals(true, plain.isTruncated());
        assertNull(plain.nextMarker());
        assertEquals("a", delimited.nextMarker());
        assertEquals("", plain.marker());
        assertTrue(Objects.requireNonNull(plain.contents()).getFirst().owner() != null);
    }

    @ParameterizedTest
    @CsvSource({"test_file(3).png, test_file%283%29.png", "a b+c/é, a%20b%2Bc/%C3%A9", "x&y=z~, x%26y%3Dz%7E"})
    void keysAreEncodedWhenAsked(String key, String shown) {
        put(key);
        ListObjectsV2Output output = cloud.call(
                S3Operations.LIST_OBJECTS_V2,
                listing().encodingType("url").prefix(key).delimiter("+").build());
        assertEquals(KeyText.percent(key), output.prefix());
        assertEquals(shown, KeyText.percent(key));
        assertEquals(List.of(shown), Cloud.keys(output.contents()));
        assertEquals("%2B", output.delimiter());
        assertEquals("url", output.encodingType());
    }

    @Test
    void aListingMayBeAllowedByPrefix() {
        put("home/u/1", "other/2");
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\","
                + "\"Resource\":\"arn:aws:s3:::box\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"home/u/*\"},"
                + "\"NumericLessThanEquals\":{\"s3:max-keys\":\"10\"}}}}";
        var user = cloud.user("u", policy);

        ListObjectsV2Output allowed = cloud.callAs(
                user,
                S3Operations.LIST_OBJECTS_V2,
                listing().prefix("home/u/").maxKeys(10).build());

        assertEquals(List.of("home/u/1"), Cloud.keys(allowed.contents()));
        cloud.deniesOwn(
                user,
                "s3:ListBucket",
                "arn:aws:s3:::box",
                S3Operations.LIST_OBJECTS_V2,
                listing().maxKeys(10).build());
        cloud.deniesOwn(
                user,
                "s3:ListBucket",
                "arn:aws:s3:::box",
                S3Operations.LIST_OBJECTS,
                ListObjectsInput.builder()
                        .bucket("box")
                        .prefix("home/u/")
                        .maxKeys(11)
                        .build());
    }
}
