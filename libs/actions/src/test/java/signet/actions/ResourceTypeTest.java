package signet.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTypeTest {
    private static ResourceType type(String service, String name) {
        return ActionCatalogue.aws().service(service).orElseThrow().resourceTypes().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "s3, bucket, arn:aws:s3:::notes",
        "s3, bucket, arn:aws-cn:s3:::notes",
        "s3, bucket, arn:*:s3:::notes",
        "s3, bucket, arn:aws:s3:::*",
        "s3, bucket, arn:aws:s3:::no*",
        "s3, bucket, arn:aws:s3:::${aws:username}",
        "s3, bucket, *",
        "s3, object, arn:aws:s3:::notes/*",
        "s3, object, arn:aws:s3:::notes*",
        "s3, object, arn:aws:s3:::notes/a/b/c",
        "s3, object, arn:aws:s3:::*",
        "s3, object, arn:aws:s3:::notes/${aws:username}/*",
        "s3, object, arn:aws:s3*",
        "ec2, instance, arn:aws:ec2:${aws:RequestedRegion}:${aws:PrincipalAccount}:instance/${aws:PrincipalTag/i}",
        "iam, role, arn:aws:iam::111122223333:role/path/name",
        "iam, role, arn:aws:iam::*:role/*",
        "iam, role, arn:aws:iam:*:*:*",
        "ec2, instance, arn:aws:ec2:us-east-1:111122223333:instance/i-1",
        "ec2, instance, arn:aws:ec2:*:*:*/*",
        "logs, log-group, arn:aws:logs:*:*:log-group:/aws/lambda/f:*",
        "sqs, queue, arn:aws:sqs:us-east-?:111122223333:q"
    })
    void anArnFitsItsType(String service, String name, String resource) {
        assertTrue(type(service, name).fits(resource), () -> type(service, name).arn());
    }

    @ParameterizedTest
    @CsvSource({
        "s3, bucket, arn:aws:s3:::notes/*",
        "s3, bucket, arn:aws:s3:::notes/a",
        "s3, bucket, arn:aws:s3:::",
        "s3, bucket, arn:aws:s3::111122223333:notes",
        "s3, bucket, arn:aws:s3:us-east-1::notes",
        "s3, bucket, arn:aws:s3",
        "s3, object, arn:aws:s3:::notes",
        "s3, object, arn:aws:sqs:::notes/a",
        "s3, object, notes/a",
        "iam, role, arn:aws:iam::111122223333:user/name",
        "iam, role, arn:aws:iam:us-east-1:111122223333:role/name",
        "ec2, instance, arn:aws:ec2:us-east-1:111122223333:volume/*",
        "sqs, queue, arn:aws:sqs:us-east-1:111122223333:"
    })
    void anotherArnDoesNot(String service, String name, String resource) {
        assertFalse(
                type(service, name).fits(resource), () -> type(service, name).arn());
    }

    @Test
    void everyTypeFitsItsOwnFormat() {
        for (Service service : ActionCatalogue.aws().services()) {
            for (ResourceType type : service.resourceTypes()) {
                String filled = type.arn().replaceAll("\\$\\{[^}]*}", "x");
                assertTrue(type.fits(filled), () -> type.arn() + " and " + filled);
            }
        }
    }

    @Test
    void aTypeTellsWhichSegmentsItsArnsHave() {
        assertFalse(type("s3", "bucket").hasRegion());
        assertFalse(type("s3", "bucket").hasAccount());
        assertFalse(type("iam", "role").hasRegion());
        assertTrue(type("iam", "role").hasAccount());
        assertTrue(type("ec2", "instance").hasRegion());
        assertEquals("ec2", type("ec2", "instance").arnService());
        assertEquals("role", type("iam", "role").toString());
    }

    @Test
    void anEscapedCharacterOfAVariableStandsForItself() {
        ResourceType type = new ResourceType("t", "arn:${Partition}:x:::a*b", List.of());
        assertTrue(type.fits("arn:aws:x:::a${*}b"));
        assertTrue(type.fits("arn:aws:x:::a${$}b"));
        assertFalse(type.fits("arn:aws:x:::${?}b"));
        assertFalse(type.fits("arn:aws:x:::${unfinished"));
    }
}
