package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.CreateUserInput;
import signet.model.iam.DeletePolicyInput;
import signet.model.iam.DeleteRoleInput;
import signet.model.iam.IamOperations;
import signet.model.iam.TagUserInput;

/** Requests at the same time leave the state as some order of them would. */
class ConcurrencyTest extends CloudTest {
    private static final int REQUESTS = 16;

    /** Runs all at once and counts those that succeeded; the others must have failed as AWS's do. */
    private static int succeeded(List<Callable<Object>> requests) throws InterruptedException {
        int succeeded = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> future : threads.invokeAll(requests)) {
                try {
                    future.get();
                    succeeded++;
                } catch (ExecutionException e) {
                    assertTrue(e.getCause() instanceof AwsError, String.valueOf(e.getCause()));
                }
            }
        }
        return succeeded;
    }

    @Test
    void aNameIsGivenOnce() throws InterruptedException {
        List<Callable<Object>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String name = i % 2 == 0 ? "ann" : "ANN";
            requests.add(() -> cloud.call(
                    IamOperations.CREATE_USER,
                    CreateUserInput.builder().userName(name).build()));
        }

        assertEquals(1, succeeded(requests));
        assertEquals(1, cloud.view().under(Tables.USERS, Cloud.ACCOUNT + "/").size());
    }

    @Test
    void aQuotaIsNeverExceeded() throws InterruptedException {
        cloud.makeUser("u", "");
        List<Callable<Object>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(() -> cloud.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("u")));
        }

        assertEquals(2, succeeded(requests));
        assertEquals(2, cloud.view().under(Tables.ACCESS_KEYS, "").size());
    }

    @Test
    void noChangeOfTheSameUserIsLost() throws InterruptedException {
        cloud.makeUser("u", "");
        List<Callable<Object>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String tag = "k" + i;
            requests.add(() -> cloud.call(IamOperations.TAG_USER, new TagUserInput("u", Cloud.tags(tag, "v"))));
        }

        assertEquals(REQUESTS, succeeded(requests));
        assertEquals(
                REQUESTS,
                cloud.view()
                        .get(Tables.USERS, Tables.key(Cloud.ACCOUNT, "u"))
                        .orElseThrow()
                        .tags()
                        .size());
    }

    @Test
    void aPolicyIsNeverDeletedWhileItIsAttached() throws InterruptedException {
        for (int round = 0; round < REQUESTS; round++) {
            String user = "u" + round;
            cloud.makeUser(user, "");
            String arn = cloud.makePolicy("p" + round);

            int done = succeeded(List.of(
                    () -> cloud.call(IamOperations.DELETE_POLICY, new DeletePolicyInput(arn)),
                    () -> cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput(user, arn))));

            assertEquals(1, done);
            boolean attached = !cloud.view().find(Tables.USERS_BY_POLICY, arn).isEmpty();
            assertEquals(attached, Tables.policy(cloud.view(), arn).isPresent());
        }
    }

    @Test
    void aRoleIsNeverDeletedWhileItIsInAProfile() throws InterruptedException {
        for (int round = 0; round < REQUESTS; round++) {
            String name = "r" + round;
            cloud.makeRole(name);
            cloud.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileInput(name, null, null));

            int done = succeeded(List.of(
                    () -> cloud.call(IamOperations.DELETE_ROLE, new DeleteRoleInput(name)),
                    () -> cloud.call(
                            IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                            new AddRoleToInstanceProfileInput(name, name))));

            assertEquals(1, done);
        }
        long dangling = IntStream.range(0, REQUESTS)
                .mapToObj(round -> cloud.view()
                        .get(Tables.INSTANCE_PROFILES, Tables.key(Cloud.ACCOUNT, "r" + round))
                        .orElseThrow())
                .filter(profile -> profile.roleId() != null
                        && cloud.view()
                                .findOne(Tables.ROLES_BY_ID, profile.roleId())
                                .isEmpty())
                .count();
        assertEquals(0, dangling);
    }
}
