package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import signet.authz.Operation;
import signet.model.OperationModel;

class CatalogueTest extends CloudTest {
    @Test
    void everyModelledOperationIsThereOnce() {
        List<String> implemented = cloud.service.operations().stream()
                .map(Operation::model)
                .map(OperationModel::name)
                .sorted()
                .toList();

        assertEquals(
                new TreeSet<>(cloud.service.model().operations().keySet())
                        .stream().collect(Collectors.joining("\n")),
                String.join("\n", implemented));
    }
}
