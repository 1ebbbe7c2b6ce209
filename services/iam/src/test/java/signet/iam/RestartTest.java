package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.CreateRoleOutput;
import signet.model.iam.GetAccessKeyLastUsedInput;
import signet.model.iam.GetAccessKeyLastUsedOutput;
import signet.model.iam.GetRoleInput;
import signet.model.iam.GetRoleOutput;
import signet.model.iam.IamOperations;

class RestartTest {
    @Test
    void whatWasAnsweredIsAnsweredAgainAfterARestart(@TempDir Path directory) {
        GetRoleOutput role;
        GetAccessKeyLastUsedOutput use;
        String key;
        try (Cloud cloud = Cloud.open(directory)) {
            CreateRoleOutput created = cloud.call(
                    IamOperations.CREATE_ROLE,
                    CreateRoleInput.builder()
                            .roleName("r")
                            .assumeRolePolicyDocument(Cloud.TRUST_EC2)
                            .description("d")
                            .tags(Cloud.tags("b", "1", "a", "2"))
                            .build());
            cloud.makeUser("u", Cloud.ALLOW_ALL);
            key = cloud.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("u"))
                    .accessKey()
                    .accessKeyId();
            cloud.uses.used(
                    new Caller.IamUser(((Caller.IamUser) cloud.user("u")).user(), key, null), "s3", cloud.info());
            cloud.uses.flush();
            role = cloud.call(IamOperations.GET_ROLE, new GetRoleInput("r"));
            use = cloud.call(IamOperations.GET_ACCESS_KEY_LAST_USED, new GetAccessKeyLastUsedInput(key));
            assertEquals(created.role().roleId(), role.role().roleId());
        }

        try (Cloud cloud = Cloud.open(directory)) {
            assertEquals(role, cloud.call(IamOperations.GET_ROLE, new GetRoleInput("r")));
            assertEquals(use, cloud.call(IamOperations.GET_ACCESS_KEY_LAST_USED, new GetAccessKeyLastUsedInput(key)));
        }
    }
}
