package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Service;
import signet.cloudtrail.CloudTrailService;
import signet.iam.IamService;
import signet.iamtoolbox.IamToolboxService;
import signet.model.ServiceModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.iam.IamOperations;
import signet.model.iamtoolbox.IamToolboxOperations;
import signet.model.sts.StsOperations;
import signet.oidc.HttpKeySource;
import signet.oidc.TokenVerifier;
import signet.sts.StsService;
import signet.wire.OperationResolver;

/** Of IAM, STS, CloudTrail and IAM Toolbox every operation is there, or is refused with its reason. */
@Timeout(120)
class CatalogueTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Stream<Service> services() {
        Core core = server.core;
        return Stream.of(
                new IamService(
                        core.state(), core.permissions(), core.ids(), core.uses(), () -> "http://127.0.0.1:4566"),
                new StsService(
                        core.state(),
                        core.ids(),
                        core.sessions(),
                        core.permissions(),
                        core.messages(),
                        new TokenVerifier(new HttpKeySource(), core.clock()),
                        () -> "http://127.0.0.1:4566"),
                new CloudTrailService(
                        core.state(),
                        core.history(),
                        core.seal(),
                        new InsideRequests(core),
                        core.ids(),
                        core.clock(),
                        Duration.ofSeconds(1)),
                new IamToolboxService(core.history(), core.seal()));
    }

    private static Set<String> names(ServiceModel service, Stream<String> operations) {
        return operations.map(name -> service.name() + ":" + name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyOperationIsThereOrRefusedWithAReason() {
        services().forEach(service -> {
            Set<String> known = names(service.model(), service.model().knownOperations().stream());
            Set<String> told = names(
                    service.model(),
                    service.operations().stream()
                            .map(operation -> operation.model().name()));
            Refusals.reasons().keySet().stream().filter(known::contains).forEach(told::add);
            assertEquals(known, told);
        });
    }

    /**
     * What Amazon has, as of the model that is generated from (176 of IAM's in 2026's first half, four for role templates
     * since); a new model with more needs an answer for each.
     */
    @Test
    void everyServiceHasSoManyOperations() {
        assertEquals(180, IamOperations.SERVICE.knownOperations().size());
        assertEquals(11, StsOperations.SERVICE.knownOperations().size());
        assertEquals(60, CloudTrailOperations.SERVICE.knownOperations().size());
        assertEquals(2, IamToolboxOperations.SERVICE.knownOperations().size());
    }

    @Test
    void whatIsThereIsNotRefused() {
        Set<String> there = services()
                .flatMap(service ->
                        names(
                                service.model(),
                                service.operations().stream()
                                        .map(operation -> operation.model().name()))
                                .stream())
                .collect(Collectors.toCollection(TreeSet::new));
        there.retainAll(Refusals.reasons().keySet());

        assertEquals(Set.of(), there, "delete these lines of refused-operations.tsv");
    }

    @Test
    void onlyOperationsOfAmazonsAreRefusedWithAReason() {
        Set<String> known = OperationResolver.services().values().stream()
                .flatMap(service -> names(service, service.knownOperations().stream()).stream())
                .collect(Collectors.toSet());

        assertTrue(known.containsAll(Refusals.reasons().keySet()));
    }

    @Test
    void aReasonIsTheRestOfASentence() {
        for (Map.Entry<String, String> refusal : Refusals.reasons().entrySet()) {
            String reason = refusal.getValue();
            assertFalse(reason.isBlank() || reason.endsWith(".") || reason.contains(". "), refusal::toString);
            assertTrue(Character.isLowerCase(reason.charAt(0)), refusal::toString);
        }
    }

    private static RawHttp.Answer ask(String name, boolean signed) {
        String[] parts = name.split(":", 2);
        if (parts[0].equals("cloudtrail")) {
            TestServer.Call call = server.call("POST", "/")
                    .service("cloudtrail")
                    .header("X-Amz-Target", "CloudTrail_20131101." + parts[1])
                    .body("{}");
            return signed ? call.as(TestServer.ROOT) : call.anonymously();
        }
        String version = parts[0].equals("iam") ? "2010-05-08" : "2011-06-15";
        TestServer.Call call = server.query(parts[0], "Action=" + parts[1] + "&Version=" + version);
        return signed ? call.as(TestServer.ROOT) : call.anonymously();
    }

    @Test
    void aRefusalIsOneSentenceThatSaysWhyAndLeavesAnEvent() {
        for (Map.Entry<String, String> refusal : Refusals.reasons().entrySet()) {
            String words = "NotImplemented: Signet does not implement " + refusal.getKey() + ", because "
                    + refusal.getValue() + ".";
            RawHttp.Answer answer = ask(refusal.getKey(), true);
            if (refusal.getKey().startsWith("cloudtrail:")) {
                assertEquals(501, answer.status());
                assertEquals("{\"__type\":\"" + words.replaceFirst(": ", "\",\"message\":\"") + "\"}", answer.body());
            } else {
                assertEquals("501 " + words, answer.error());
            }
            assertEquals("NotImplemented", server.lastEvent().errorCode());
            assertEquals(refusal.getKey().split(":", 2)[1], server.lastEvent().operation());
        }
    }

    @Test
    void nobodyIsRefusedBeforeHavingSigned() {
        for (String name : Refusals.reasons().keySet()) {
            RawHttp.Answer answer = ask(name, false);
            if (name.startsWith("cloudtrail:")) {
                assertEquals(400, answer.status());
                assertTrue(answer.body().contains("MissingAuthenticationTokenException"), answer::body);
            } else {
                assertEquals("403 MissingAuthenticationToken: Request is missing Authentication Token", answer.error());
            }
        }
    }
}
