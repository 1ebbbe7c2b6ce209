package signet.managedpolicies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

final class ManagedPoliciesTest {
    private static final String PREFIX = "arn:aws:iam::aws:policy/";
    private static final ManagedPolicies POLICIES = ManagedPolicies.load();
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Test
    void administratorAccessAllowsEverything() {
        ManagedPolicy policy = policy("AdministratorAccess");
        assertEquals("AdministratorAccess", policy.name());
        assertEquals("/", policy.path());
        assertEquals("v1", policy.defaultVersionId());
        assertEquals(Instant.parse("2015-02-06T18:39:46Z"), policy.createDate());
        assertEquals(policy.createDate(), policy.updateDate());
        assertEquals(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                policy.document());
    }

    @Test
    void amazonS3ReadOnlyAccessReadsS3AndItsObjectLambdas() {
        ManagedPolicy policy = policy("AmazonS3ReadOnlyAccess");
        assertEquals("v3", policy.defaultVersionId());
        assertEquals(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",\"s3:List*\","
                        + "\"s3:Describe*\",\"s3-object-lambda:Get*\",\"s3-object-lambda:List*\"],\"Resource\":\"*\"}]}",
                policy.document());
    }

    @Test
    void olderDocumentsAreThoseOfTheirTime() {
        ManagedPolicy policy = policy("AmazonS3ReadOnlyAccess");
        assertEquals(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",\"s3:List*\"],"
                        + "\"Resource\":\"*\"}]}",
                policy.document("v1").orElseThrow());
        assertEquals(
                List.of("v3", "v2", "v1"),
                policy.versions().stream().map(ManagedPolicy.Version::id).toList());
        assertEquals(
                Optional.of(Instant.parse("2021-09-27T20:24:58Z")),
                policy.versions().get(1).createDate());
    }

    @Test
    void aServiceLinkedRolesPolicyHasItsPathAndStatements() {
        ManagedPolicy policy = policy("aws-service-role/AmazonRDSServiceRolePolicy");
        assertEquals("AmazonRDSServiceRolePolicy", policy.name());
        assertEquals("/aws-service-role/", policy.path());
        assertTrue(policy.document().contains("\"Sid\":\"CrossRegionCommunication\""));
        assertTrue(policy.document().contains("\"rds:CrossRegionCommunication\""));
    }

    @Test
    void theFiveKindsOfPathAreThere() {
        assertEquals(
                Set.of("/", "/service-role/", "/aws-service-role/", "/job-function/", "/root-task/"),
                POLICIES.all().stream().map(ManagedPolicy::path).collect(Collectors.toSet()));
    }

    @Test
    void everyPolicyIsThereOnce() {
        Set<String> arns = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (ManagedPolicy policy : POLICIES.all()) {
            assertTrue(arns.add(policy.arn()), policy.arn());
            assertTrue(ids.add(policy.id()), policy.arn());
            assertEquals(Optional.of(policy), POLICIES.byArn(policy.arn()));
        }
        assertTrue(arns.size() > 1500, "only " + arns.size());
    }

    @Test
    void policiesComeInTheOrderOfTheirArns() {
        List<String> arns = POLICIES.all().stream().map(ManagedPolicy::arn).toList();
        assertEquals(arns.stream().sorted().toList(), arns);
    }

    @Test
    void everyDocumentOfEveryVersionIsAPolicyInJson() {
        for (ManagedPolicy policy : POLICIES.all()) {
            for (ManagedPolicy.Version version : policy.versions()) {
                String document = policy.document(version.id()).orElseThrow();
                assertEquals(Set.of("Version", "Statement"), memberNames(document), () -> policy.arn() + " " + version);
            }
            assertEquals(
                    policy.document(),
                    policy.document(policy.defaultVersionId()).orElseThrow());
        }
    }

    @Test
    void versionsGoFromTheDefaultOneDownWithoutRepetition() {
        for (ManagedPolicy policy : POLICIES.all()) {
            List<Integer> numbers = policy.versions().stream()
                    .map(version -> Integer.parseInt(version.id().substring(1)))
                    .toList();
            assertEquals(policy.defaultVersionId(), policy.versions().getFirst().id());
            for (int i = 1; i < numbers.size(); i++) {
                assertTrue(numbers.get(i) < numbers.get(i - 1), policy.arn());
            }
        }
    }

    @Test
    void knownDatesGrowFromThePolicysToItsDefaultVersions() {
        for (ManagedPolicy policy : POLICIES.all()) {
            assertEquals(
                    Optional.of(policy.updateDate()),
                    policy.versions().getFirst().createDate(),
                    policy.arn());
            Instant newer = policy.updateDate();
            for (ManagedPolicy.Version version : policy.versions()) {
                Instant date = version.createDate().orElse(newer);
                assertFalse(date.isAfter(newer), () -> policy.arn() + " " + version);
                newer = date;
            }
            assertFalse(policy.createDate().isAfter(newer), policy.arn());
        }
    }

    @Test
    void someVersionsHaveNoKnownDate() {
        ManagedPolicy policy = policy("aws-service-role/AmazonRDSServiceRolePolicy");
        assertEquals(
                List.of("v13"),
                policy.versions().stream()
                        .filter(version -> version.createDate().isEmpty())
                        .map(ManagedPolicy.Version::id)
                        .toList());
    }

    @Test
    void idsHaveAwssFormAndNeverChange() {
        for (ManagedPolicy policy : POLICIES.all()) {
            assertTrue(policy.id().matches("ANPA[A-Z2-7]{17}"), policy.id());
        }
        assertEquals(
                policy("AdministratorAccess").id(),
                ManagedPolicies.load()
                        .byArn(PREFIX + "AdministratorAccess")
                        .orElseThrow()
                        .id());
    }

    @Test
    void whatAwsDoesNotPublishIsNotThere() {
        assertEquals(Optional.empty(), POLICIES.byArn(PREFIX + "NoSuchPolicy"));
        assertEquals(Optional.empty(), POLICIES.byArn(PREFIX + "administratoraccess"));
        assertEquals(Optional.empty(), POLICIES.byArn("AdministratorAccess"));
        assertEquals(Optional.empty(), POLICIES.byArn(""));
        assertEquals(Optional.empty(), policy("AdministratorAccess").document("v2"));
        assertEquals(Optional.empty(), policy("AdministratorAccess").document("1"));
    }

    @Test
    void nobodyCanChangeTheList() {
        assertThrows(UnsupportedOperationException.class, () -> POLICIES.all().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> policy("AdministratorAccess").versions().clear());
    }

    private static ManagedPolicy policy(String pathAndName) {
        return POLICIES.byArn(PREFIX + pathAndName).orElseThrow();
    }

    private static Set<String> memberNames(String document) {
        Set<String> names = new HashSet<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            int depth = 1;
            while (depth > 0) {
                switch (parser.nextToken()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case PROPERTY_NAME -> {
                        if (depth == 1) {
                            names.add(parser.currentName());
                        }
                    }
                    default -> {}
                }
            }
            assertEquals(null, parser.nextToken());
        }
        return names;
    }
}
