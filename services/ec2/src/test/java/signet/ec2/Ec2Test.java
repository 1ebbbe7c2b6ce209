package signet.ec2;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import signet.model.OperationModel;
import signet.model.ec2.DescribeIamInstanceProfileAssociationsInput;
import signet.model.ec2.DescribeInstancesInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Filter;
import signet.model.ec2.IamInstanceProfileAssociation;
import signet.model.ec2.Instance;
import signet.model.ec2.Tag;
import signet.model.ec2.TagSpecification;

/** A test with a world of its own. */
abstract class Ec2Test {
    @TempDir
    Path directory;

    World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    <I, O> O ask(OperationModel<I, O> model, I input) {
        return world.ask(model, input);
    }

    <I, O> String error(OperationModel<I, O> model, I input) {
        return world.error(model, input);
    }

    /** An instance as DescribeInstances shows it. */
    Instance shown(String id) {
        return some(some(ask(
                                        Ec2Operations.DESCRIBE_INSTANCES,
                                        DescribeInstancesInput.builder()
                                                .instanceIds(List.of(id))
                                                .build())
                                .reservations())
                        .getFirst()
                        .instances())
                .getFirst();
    }

    /** The associations that there are. */
    List<IamInstanceProfileAssociation> associations() {
        return some(ask(
                        Ec2Operations.DESCRIBE_IAM_INSTANCE_PROFILE_ASSOCIATIONS,
                        DescribeIamInstanceProfileAssociationsInput.builder().build())
                .iamInstanceProfileAssociations());
    }

    static <T> T some(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    static Filter filter(String name, String... values) {
        return new Filter(name, List.of(values));
    }

    static TagSpecification tags(String type, String... keysAndValues) {
        List<Tag> tags = new java.util.ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.add(new Tag(keysAndValues[i], keysAndValues[i + 1]));
        }
        return new TagSpecification(type, tags);
    }
}
