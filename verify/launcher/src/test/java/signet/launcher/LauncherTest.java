package signet.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.launcher.Checkout.Outcome;

class LauncherTest {

    private final Checkout checkout;

    LauncherTest(@TempDir Path folder) throws IOException {
        checkout = new Checkout(folder);
    }

    @Test
    void buildsOnFirstUseAndThenNoMore() throws Exception {
        assertEquals(0, checkout.run("--version").status());
        assertEquals(0, checkout.run("--version").status());

        assertEquals(1, checkout.mavenCalls().size());
    }

    @Test
    void aChangedSourceIsBuilt() throws Exception {
        checkout.run("--version");
        checkout.change("cli/src/main/java/Main.java");

        assertEquals(0, checkout.run("--version").status());
        assertEquals(2, checkout.mavenCalls().size());
    }

    @Test
    void aDeletedSourceIsAChange() throws Exception {
        checkout.run("--version");
        checkout.delete("cli/src/main/java/Main.java");

        checkout.run("--version");
        assertEquals(2, checkout.mavenCalls().size());
    }

    @Test
    void aChangedTestOrResultOfABuildIsNoReasonToBuild() throws Exception {
        checkout.run("--version");
        checkout.change("cli/src/test/java/MainTest.java");
        checkout.change("cli/target/classes/Main.class");
        checkout.change("libs/model/npm/node_modules/a/package.json");

        checkout.run("--version");
        assertEquals(1, checkout.mavenCalls().size());
    }

    @Test
    void buildBuildsAlways() throws Exception {
        checkout.run("build");
        checkout.run("build");

        assertEquals(2, checkout.mavenCalls().size());
    }

    @Test
    void argumentsAndExitStatusAreTheProgramsOwn() throws Exception {
        Outcome outcome = checkout.run("fail", "two words", "", "*");

        assertEquals(7, outcome.status());
        assertEquals(
                List.of("<fail>", "<two words>", "<>", "<*>"),
                outcome.output().lines().skip(1).toList());
    }

    @Test
    void theProgramTakesTheLaunchersPlaceSoThatSignalsReachIt() throws Exception {
        Outcome outcome = checkout.run("--version");

        assertEquals(
                "jdk-25 " + outcome.pid(), outcome.output().lines().findFirst().orElseThrow());
    }

    @Test
    void whatTheBuildSaysIsNotOutput() throws Exception {
        Outcome outcome = checkout.run("--version");

        assertTrue(outcome.errors().contains("1/1  cli"), outcome.errors());
        assertEquals(2, outcome.output().lines().count(), outcome.output());
    }

    @Test
    void aBuildThatFailsSaysWhyAndRunsNothing() throws Exception {
        checkout.maven("echo '[ERROR] it is broken'; exit 1");

        Outcome outcome = checkout.run("--version");

        assertEquals(1, outcome.status());
        assertEquals("", outcome.output());
        assertTrue(outcome.errors().contains("[ERROR] it is broken"), outcome.errors());
        assertTrue(outcome.errors().contains("build.log"), outcome.errors());
    }

    @Test
    void aBuildThatFailedIsTriedAgain() throws Exception {
        checkout.maven("exit 1");
        checkout.run("--version");
        checkout.maven("");

        assertEquals(0, checkout.run("--version").status());
    }

    @Test
    void anOldJavaHomeIsPassedOverForANewerJavaOnThePath() throws Exception {
        checkout.set("JAVA_HOME", checkout.jdk("jdk-17", "17.0.15").toString());
        checkout.putOnPath(checkout.jdk("jdk-26", "26"));

        assertTrue(checkout.run("--version").output().startsWith("jdk-26 "));
    }

    @Test
    void aJavaHomeThatIsNewEnoughIsTakenFirst() throws Exception {
        checkout.putOnPath(checkout.jdk("jdk-26", "26-ea"));

        assertTrue(checkout.run("--version").output().startsWith("jdk-25 "));
    }

    @Test
    void withoutNpmOneLineSaysWhatToInstall() throws Exception {
        checkout.withoutProgram("npm");

        Outcome outcome = checkout.run("--version");

        assertEquals(2, outcome.status());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
        assertTrue(outcome.errors().contains("Node.js"), outcome.errors());
    }

    @Test
    void npmIsNeededToBuildOnly() throws Exception {
        checkout.run("build");
        checkout.withoutProgram("npm");

        assertEquals(0, checkout.run("--version").status());
    }

    @Test
    void testsEndWithTheirNumbers() throws Exception {
        checkout.report(9, 0, 0, 2, 0);

        Outcome outcome = checkout.run("test");

        assertEquals("7 passed, 0 failed, 2 skipped", outcome.lastLine());
        assertEquals(0, outcome.status());
    }

    @Test
    void aFailedTestOrAnErrorFailsTheRun() throws Exception {
        checkout.report(9, 1, 2, 3, 0);

        Outcome outcome = checkout.run("test");

        assertEquals("3 passed, 3 failed, 3 skipped", outcome.lastLine());
        assertEquals(1, outcome.status());
    }

    @Test
    void aBuildThatFailsAfterItsTestsIsAFailure() throws Exception {
        checkout.report(4, 0, 0, 0, 1);

        Outcome outcome = checkout.run("test");

        assertEquals("4 passed, 1 failed, 0 skipped", outcome.lastLine());
        assertEquals(1, outcome.status());
    }

    @Test
    void aRunWithoutTestsFails() throws Exception {
        Outcome outcome = checkout.run("test");

        assertEquals("0 passed, 0 failed, 0 skipped", outcome.lastLine());
        assertEquals(1, outcome.status());
    }

    @Test
    void reportsOfAnEarlierRunDoNotCount() throws Exception {
        checkout.report(4, 1, 0, 0, 1);
        checkout.run("test");
        checkout.maven("");

        assertEquals("0 passed, 0 failed, 0 skipped", checkout.run("test").lastLine());
    }

    @Test
    void whatTheTestsShowInstancesIsFetchedOnceAndInstalledNowhere() throws Exception {
        checkout.report(1, 0, 0, 0, 0);
        checkout.program("npm", "echo npm >&2; mkdir -p \"$3/node_modules/@aws-sdk/client-sts\"\n");
        checkout.program("apt-get", "echo \"apt-get $1\" >&2; : >cloud-init.deb\n");
        checkout.program("dpkg-deb", "echo \"dpkg-deb $1 $2\" >&2; [ $# -lt 3 ] || mkdir -p \"$3\"\n");
        checkout.program("apt-cache", "echo '  Depends: linux-image-6.1-amd64'\n");
        for (String present : List.of("qemu-system-x86_64", "busybox", "tar")) {
            checkout.program(present, "");
        }

        Outcome first = checkout.run("test");
        Outcome second = checkout.run("test");

        assertTrue(first.errors().contains("npm\n"), first.errors());
        assertTrue(first.errors().contains("apt-get download\ndpkg-deb -x cloud-init.deb\n"), first.errors());
        assertTrue(first.errors().contains("fetching a kernel for microVMs"), first.errors());
        assertFalse(second.errors().contains("kernel"), second.errors());
        assertEquals(0, second.status());
        assertFalse(second.errors().contains("npm\n") || second.errors().contains("apt-get"), second.errors());
    }

    @Test
    void testsRunWithoutWhatCannotBeFetched() throws Exception {
        checkout.report(1, 0, 0, 0, 0);
        checkout.program("npm", "exit 1\n");
        checkout.program("apt-get", "exit 100\n");
        checkout.program("dpkg-deb", "exit 1\n");

        Outcome outcome = checkout.run("test");

        assertEquals("1 passed, 0 failed, 0 skipped", outcome.lastLine());
        assertTrue(outcome.errors().contains("the AWS SDK for JavaScript cannot be fetched"), outcome.errors());
        assertTrue(outcome.errors().contains("cloud-init cannot be fetched"), outcome.errors());
        assertTrue(outcome.errors().contains("the tests of microVMs are skipped"), outcome.errors());
    }

    @Test
    void theQuickRunLeavesOutWhatIsSlow() throws Exception {
        checkout.report(1, 0, 0, 0, 0);

        checkout.run("test", "--quick");
        checkout.run("test");

        assertTrue(checkout.mavenCalls().get(0).contains("-Dtests.excludedGroups=slow test"));
        assertTrue(checkout.mavenCalls().get(1).contains("-Dtests.excludedGroups= verify"));
    }

    @Test
    void mutantsAreCountedAndThoseWithoutEndAreNoticed() throws Exception {
        checkout.mutants(6, 1, 1, 0);

        Outcome outcome = checkout.run("test", "--mutation");

        assertEquals(
                "7 of 8 mutants noticed (87 %); the others: libs/policy/target/pit-reports/index.html",
                outcome.lastLine());
        assertEquals(0, outcome.status());
        assertTrue(checkout.mavenCalls().getFirst().contains("-Dmutation.classes=signet.policy.* "));
    }

    @Test
    void tooManyUnnoticedMutantsFailTheRun() throws Exception {
        checkout.mutants(1, 0, 2, 1);

        Outcome outcome = checkout.run("test", "--mutation");

        assertTrue(outcome.lastLine().startsWith("1 of 3 mutants noticed (33 %)"), outcome.output());
        assertEquals(1, outcome.status());
    }

    @Test
    void oneClassCanBeMutated() throws Exception {
        checkout.mutants(1, 0, 0, 0);

        checkout.run("test", "--mutation=IpRange");

        assertTrue(checkout.mavenCalls().getFirst().contains("-Dmutation.classes=signet.policy.IpRange* "));
    }

    @Test
    void aMutationRunWithoutResultFailsWhateverAnEarlierOneLeft() throws Exception {
        checkout.mutants(1, 0, 0, 0);
        checkout.run("test", "--mutation");
        checkout.maven("exit 1");

        Outcome outcome = checkout.run("test", "--mutation");

        assertEquals(1, outcome.status());
        assertTrue(outcome.errors().contains("there is no result"), outcome.errors());
    }

    @Test
    void anOptionThatTestDoesNotHaveIsRefused() throws Exception {
        Outcome outcome = checkout.run("test", "--quik");

        assertEquals(2, outcome.status());
        assertEquals(List.of(), checkout.mavenCalls());
    }
}
