package signet.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstanceMemoryTest {

    @ParameterizedTest
    @CsvSource({
        "t3.nano,512",
        "t3.micro,1024",
        "t2.small,2048",
        "t4g.medium,4096",
        "t3.large,8192",
        "m5.large,8192",
        "m6i.xlarge,16384",
        "c5.large,4096",
        "c7g.2xlarge,16384",
        "r5.large,16384",
        "m5.24xlarge,393216"
    })
    void aTypeHasTheMemoryThatAmazonGivesIt(String type, long mebibytes) {
        assertEquals(mebibytes << 20, InstanceMemory.of(type));
    }

    @ParameterizedTest
    @CsvSource({"p4d.24xlarge", "u-6tb1.metal", "m5.metal", "t3", "''"})
    void anUnknownTypeHasNoLimitOfItsOwn(String type) {
        assertEquals(Long.MAX_VALUE, InstanceMemory.of(type));
    }
}
