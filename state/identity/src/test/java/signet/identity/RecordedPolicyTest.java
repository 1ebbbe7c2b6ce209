package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy of AWS's as it was recorded with one account. */
class RecordedPolicyTest {
    private static final String ARN = "arn:aws:iam::aws:policy/service-role/AWSLambdaRole";
    private static final RecordedPolicy.Version OLD = new RecordedPolicy.Version("v1", "{}", World.NOW);
    private static final RecordedPolicy.Version NEW = new RecordedPolicy.Version("v2", World.ALLOW_ALL, null);

    private static RecordedPolicy policy(String arn, String defaultVersion) {
        return new RecordedPolicy(
                World.ACCOUNT, arn, "ANPAEXAMPLE", World.NOW, World.NOW, null, defaultVersion, List.of(NEW, OLD));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::aws:policy/ReadOnlyAccess,/,ReadOnlyAccess",
        "arn:aws:iam::aws:policy/service-role/AWSLambdaRole,/service-role/,AWSLambdaRole",
        "arn:aws:iam::aws:policy/a/b/C,/a/b/,C",
    })
    void theArnTellsPathAndName(String arn, String path, String name) {
        assertEquals(path, policy(arn, "v1").path());
        assertEquals(name, policy(arn, "v1").name());
    }

    @Test
    void theDefaultVersionIsInForceWhateverIsNewest() {
        assertEquals("{}", policy(ARN, "v1").document());
        assertEquals(World.ALLOW_ALL, policy(ARN, "v2").document());
        assertThrows(NoSuchElementException.class, () -> policy(ARN, "v3").document());
    }

    @Test
    void aVersionIsFoundByItsWholeId() {
        assertEquals(Optional.of(OLD), policy(ARN, "v2").version("v1"));
        assertEquals(Optional.empty(), policy(ARN, "v2").version("v"));
        assertEquals(Optional.empty(), policy(ARN, "v2").version("V1"));
    }

    @Test
    void versionsAreCopied() {
        List<RecordedPolicy.Version> given = new ArrayList<>(List.of(OLD));
        RecordedPolicy policy =
                new RecordedPolicy(World.ACCOUNT, ARN, "ANPAEXAMPLE", World.NOW, World.NOW, "d", "v1", given);

        given.clear();

        assertEquals(List.of(OLD), policy.versions());
    }

    @Test
    void itIsOneAccountsAlone() {
        try (World world = new World()) {
            RecordedPolicy policy = policy(ARN, "v2");
            world.state.change(tx -> tx.put(Tables.RECORDED_POLICIES, policy.key(), policy));

            assertEquals(Optional.of(policy), RecordedPolicy.find(world.view(), World.ACCOUNT, ARN));
            assertEquals(Optional.empty(), RecordedPolicy.find(world.view(), World.OTHER, ARN));
            assertEquals(
                    Optional.empty(),
                    RecordedPolicy.find(world.view(), World.ACCOUNT, "arn:aws:iam::aws:policy/AWSLambdaRole"));
        }
    }
}
