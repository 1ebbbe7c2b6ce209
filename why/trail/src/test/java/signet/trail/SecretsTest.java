package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.Constraints;
import signet.model.MemberSchema;
import signet.model.Shape;

class SecretsTest {
    private static final Shape TEXT = new Shape.Text(Constraints.NONE);

    private static MemberSchema text(String name) {
        return new MemberSchema(name, TEXT, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password",
                "MasterUserPassword",
                "NewPassword",
                "SecretAccessKey",
                "SessionToken",
                "AuthToken",
                "PrivateKey",
                "KeyMaterial",
                "UserData",
                "SAMLAssertion",
                "AuthenticationCode1",
                "AuthenticationCode2",
                "SSECustomerKey",
                "CredentialFile",
                "Signature",
                "Passphrase",
            })
    void aTextWithSuchANameIsSecretWhateverTheModelSays(String name) {
        assertTrue(Secrets.isSecret(text(name)));
        assertTrue(Secrets.isSecret(new MemberSchema(name, new Shape.ListOf(TEXT, null, Constraints.NONE), false)));
        assertTrue(Secrets.isSecret(new MemberSchema(name, new Shape.MapOf(TEXT, "key", "value"), false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UserName", "RoleArn", "PolicyDocument", "NextToken", "ClientToken", "HttpTokens", "SecretArn"})
    void anotherTextIsNot(String name) {
        assertFalse(Secrets.isSecret(text(name)));
    }

    @Test
    void aSettingIsNotSecretForItsName() {
        assertFalse(Secrets.isSecret(new MemberSchema("PasswordResetRequired", Shape.BOOLEAN, false)));
        assertFalse(Secrets.isSecret(
                new MemberSchema("MinimumPasswordLength", new Shape.IntegerNumber(Constraints.NONE), false)));
    }

    @Test
    void whatAmazonMarksIsSecretWhateverItsName() {
        assertTrue(Secrets.isSecret(text("Note").asSensitive()));
    }

    @Test
    void aBodyIsSecretWhateverItsName() {
        Shape blob = new Shape.Blob(Constraints.NONE);
        assertTrue(Secrets.isSecret(new MemberSchema("Note", Shape.STREAM, false)));
        assertTrue(Secrets.isSecret(new MemberSchema("Note", blob, false)));
        assertTrue(Secrets.isSecret(new MemberSchema("Notes", new Shape.ListOf(blob, null, Constraints.NONE), false)));
    }

    @Test
    void eachServiceHasItsOwnWayToLeaveSecretsOut() {
        assertEquals(Optional.of("<sensitiveDataRemoved>"), Secrets.substitute("ec2", text("UserData")));
        assertEquals(Optional.of("****"), Secrets.substitute("rds", text("MasterUserPassword")));
        assertEquals(Optional.empty(), Secrets.substitute("iam", text("SecretAccessKey")));
        assertEquals(
                Optional.empty(),
                Secrets.substitute("ec2", new MemberSchema("Blob", new Shape.Blob(Constraints.NONE), false)));
    }

    @Test
    void aMessageDoesNotQuoteASecretsValue() {
        assertEquals(
                "2 validation errors detected: Value at 'password' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 1; Value 'Bob' at 'userName' failed",
                Secrets.withoutSecrets(
                        "2 validation errors detected: Value 'p''wd' at 'password' failed to satisfy constraint: Member must"
                                + " have length greater than or equal to 1; Value 'Bob' at 'userName' failed",
                        List.of()));
        assertEquals(
                "Value at 'a.member.1.sessionToken' failed",
                Secrets.withoutSecrets("Value 'x' at 'a.member.1.sessionToken' failed", List.of()));
        assertEquals("is **** good?", Secrets.withoutSecrets("is hunter2 good?", List.of("hunter2", "", " ")));
    }

    @Test
    void aMessageDoesNotQuoteASignature() {
        assertEquals(
                "x-amz-security-token:**** and X-Amz-Signature=****&b=1",
                Secrets.withoutSecrets("x-amz-security-token:FwoGZX+/= and X-Amz-Signature=abcdef0123&b=1", List.of()));
    }

    @Test
    void noMessageIsTooOddForIt() {
        Random random = new Random(9);
        String letters = "Value '$\\x at password=signature:&\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder message = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                message.append(letters.charAt(random.nextInt(letters.length())));
            }
            String clean = Secrets.withoutSecrets(message.toString(), List.of("x at"));
            assertFalse(clean.contains("x at"), clean);
        }
    }
}
