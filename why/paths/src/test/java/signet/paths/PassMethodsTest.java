package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of methods. */
class PassMethodsTest {
    @Test
    void everyMethodIsThereOnce() {
        Set<String> methods = new HashSet<>();
        PassMethods.all().forEach(method -> assertTrue(methods.add(method.method()), method.method()));
        assertTrue(methods.size() >= 20);
    }

    @Test
    void everyPlaceholderIsFilled() {
        java.util.Map<String, String> values =
                java.util.Map.of("region", "r", "account", "a", "name", "n", "role", "arn:aws:iam::a:role/x");
        for (PassMethod method : PassMethods.all()) {
            assertTrue(!PassMethod.fill(method.associated(), values).contains("{"), method.method());
            for (PassMethod.Template need : method.needs()) {
                Need filled = need.filled(values);
                assertTrue(!filled.resource().contains("{"), filled.resource());
                assertTrue(
                        filled.resource().equals("*") || filled.resource().split(":", 6).length == 6,
                        filled.resource());
                assertTrue(
                        !filled.keys().toString().contains("{"), filled.keys().toString());
            }
        }
    }

    @Test
    void servicesArePrincipals() {
        PassMethods.all().forEach(method -> {
            assertTrue(method.trusted().endsWith(".amazonaws.com"), method.trusted());
            assertTrue(method.passed().endsWith(".amazonaws.com"), method.passed());
        });
        assertTrue(PassMethods.services().contains("ec2.amazonaws.com"));
    }

    @Test
    void aMethodIsCalledByItsActions() {
        assertEquals(
                "iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction",
                PassMethods.all().getFirst().method());
    }
}
